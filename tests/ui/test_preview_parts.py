from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpidesk.ui.preview_images import Claim, PageImages
from kpidesk.ui.preview_pdf import MOST_PIXELS, Pdf, height_at
from kpidesk.ui.preview_strip import StripModel
from kpidesk.ui.preview_thread import PdfThread
from kpidesk.ui.preview_zoom import LADDER, Fit, stepped, words
from kpidesk.workspace.export import export
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtCore import QAbstractItemModel, QObject
    from pytestqt.qtbot import QtBot

    from kpidesk.workspace.services import Services

PLAN = b.plan_of(b.indicator("i1", b.series(targets={2022: "37.0"}, actuals={2022: "25.0"})))


@pytest.fixture
def short(services: Services, tmp_path: Path) -> bytes:
    """Return a PDF of one page."""
    export(PLAN, "summary", b.fy(2022), tmp_path / "short.pdf", services)
    return (tmp_path / "short.pdf").read_bytes()


@pytest.fixture
def long(services: Services, tmp_path: Path) -> bytes:
    """Return a PDF of several pages."""
    export(b.published("sunagawa"), "summary", b.fy(2022), tmp_path / "long.pdf", services)
    return (tmp_path / "long.pdf").read_bytes()


@pytest.fixture
def thread(qapp: QObject) -> Iterator[PdfThread]:
    """Return the thread of PDFium."""
    made = PdfThread(qapp)
    yield made
    made.close()
    made.deleteLater()


@pytest.mark.parametrize("width", [1, 57, 96, 800, 1123])
def test_a_page_is_as_wide_as_asked_and_as_tall_as_foretold(long: bytes, width: int) -> None:
    pdf = Pdf()
    sizes = pdf.open(long)
    drawn = pdf.draw(1, width)
    assert drawn is not None
    assert (drawn.image.width(), drawn.image.height()) == (width, height_at(sizes[1], width))
    pdf.close()


def test_a_page_is_not_drawn_larger_than_memory_allows(short: bytes) -> None:
    pdf = Pdf()
    pdf.open(short)
    drawn = pdf.draw(0, 100_000)
    assert drawn is not None
    assert drawn.width == 100_000
    assert 0.9 * MOST_PIXELS < drawn.image.width() * drawn.image.height() < 1.01 * MOST_PIXELS
    pdf.close()


def test_what_is_not_there_is_not_drawn(short: bytes) -> None:
    pdf = Pdf()
    assert pdf.draw(0, 100) is None
    pdf.open(short)
    assert pdf.draw(1, 100) is None
    pdf.close()
    assert pdf.draw(0, 100) is None


def test_pages_are_drawn_in_the_order_they_are_wanted(qtbot: QtBot, thread: PdfThread, long: bytes) -> None:
    images = PageImages(thread, thread)
    order: list[int] = []
    images.drawn.connect(order.append)
    images.want(Claim.STRIP, [(0, 96), (1, 96)])
    images.want(Claim.PAGES, [(3, 300), (2, 300), (99, 300)])
    images.open(long)
    qtbot.waitUntil(lambda: len(images.sizes) > 0 and images.settled)
    assert order == [3, 2, 0, 1]
    assert images.fresh(3, 300)
    assert "実績値" in images.text(3)
    assert images.text(5) == ""


def test_the_old_page_stays_until_the_new_one_is_drawn(
    qtbot: QtBot, thread: PdfThread, long: bytes, short: bytes
) -> None:
    images = PageImages(thread, thread)
    images.want(Claim.PAGES, [(0, 300), (1, 300)])
    images.open(long)
    qtbot.waitUntil(lambda: len(images.sizes) > 0 and images.settled)
    old = images.image(0, 300)
    with qtbot.waitSignal(images.opened):
        images.open(short)
    assert images.image(0, 300) == old
    assert not images.fresh(0, 300)
    assert images.image(1, 300) is None
    qtbot.waitUntil(lambda: images.fresh(0, 300))
    assert images.image(0, 300) != old


def test_another_size_stands_in_until_the_right_one_is_there(qtbot: QtBot, thread: PdfThread, long: bytes) -> None:
    images = PageImages(thread, thread)
    images.want(Claim.PAGES, [(0, 96)])
    images.open(long)
    qtbot.waitUntil(lambda: len(images.sizes) > 0 and images.settled)
    stand_in = images.image(0, 500)
    assert stand_in is not None
    assert stand_in.width() == 96


def test_memory_is_bounded_but_for_what_is_wanted(qtbot: QtBot, thread: PdfThread, long: bytes) -> None:
    bound = 1_000_000
    images = PageImages(thread, thread, bound)
    images.open(long)
    for page in range(8):
        images.want(Claim.PAGES, [(page, 400)])
        qtbot.waitUntil(lambda: len(images.sizes) > 0 and images.settled)
        assert images.bytes_kept <= bound
        assert images.fresh(page, 400)
    assert images.image(0, 400) is None
    wanted = [(page, 400) for page in range(6)]
    images.want(Claim.PAGES, wanted)
    qtbot.waitUntil(lambda: images.settled)
    assert all(images.fresh(*key) for key in wanted)


def test_the_strip_has_a_row_for_each_page(
    qtbot: QtBot,
    thread: PdfThread,
    long: bytes,
    short: bytes,
    model_tester: Callable[[QAbstractItemModel], None],
) -> None:
    images = PageImages(thread, thread)
    model = StripModel(images)
    model_tester(model)
    for data in (long, short, long):
        with qtbot.waitSignal(images.opened):
            images.open(data)
        assert model.rowCount() == len(images.sizes)
    assert model.index(1).data() == "2"


@pytest.mark.parametrize(
    ("percent", "by", "becomes"),
    [
        (100, 1, 125),
        (100, -1, 90),
        (88.8, 1, 90),
        (88.8, -1, 75),
        (400, 1, 400),
        (25, -1, 25),
        (3, -1, 25),
        (999, 1, 400),
    ],
)
def test_zoom_goes_along_the_ladder(percent: float, by: int, becomes: int) -> None:
    assert stepped(percent, by) == becomes
    assert becomes in LADDER


def test_a_zoom_says_what_it_is() -> None:
    assert [words(zoom) for zoom in (*Fit, 125)] == ["幅に合わせる", "ページ全体", "125%"]
