from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpidesk.workspace.printable import printable

if TYPE_CHECKING:
    from kpidesk.workspace.services import Services


@pytest.mark.parametrize("sign", ["帯", "a", "①", "㌫", "〓", "\n", "\u200b", "\ufe0f", "髙"])
def test_signs_of_the_fonts_and_signs_without_a_shape_can_be_printed(services: Services, sign: str) -> None:
    assert printable(services)(sign)


@pytest.mark.parametrize("sign", ["带", "😀"])
def test_others_cannot(services: Services, sign: str) -> None:
    assert not printable(services)(sign)
