from __future__ import annotations

from kpidesk.reports.document_name import BOUND, DocumentName


def test_every_document_with_pages_but_the_pack_itself_can_be_bound_once() -> None:
    assert sorted(BOUND) == sorted(set(DocumentName) - {DocumentName.PACK, DocumentName.OPEN_DATA})


def test_every_document_has_a_name_of_its_own() -> None:
    assert len({name.label for name in DocumentName}) == len(DocumentName)
