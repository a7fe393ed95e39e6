from __future__ import annotations

import json

from studytool.course.index import entries, of_chapter, record
from studytool.course.syllabus import catalogue_ids
from studytool.questions import bank


def test_the_index_has_the_kinds_of_the_bank_in_the_order_of_the_course():
    """Whoever lists kinds by the index lists all of them, chapter by chapter, model by model."""
    assert {*entries()} == {kind.id for kind in bank.kinds()}
    assert [
        entry.id for chapter in dict.fromkeys(e.chapter for e in entries().values()) for entry in of_chapter(chapter)
    ] == [*entries()]
    assert list(catalogue_ids().values()) == [entry.catalogue for entry in entries().values()]


def test_an_entry_is_written_as_it_is_read(tmp_path):
    """What is written to the file and read again is the same."""
    file = tmp_path / "kinds.json"
    file.write_text(json.dumps({id: record(entry) for id, entry in entries().items()}), encoding="utf-8")
    assert entries(file) == entries()


def test_without_a_file_the_index_is_empty(tmp_path):
    """An author's first kind can be vetted before there is an index."""
    assert entries(tmp_path / "none.json") == {}
