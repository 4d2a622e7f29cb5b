"""Segments built at once are those that Whoosh writes posting by posting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh.index import TOC, FileIndex
from whoosh.writing import SegmentWriter

from search.building.builder import SegmentBuilder
from search.engine.arrays import rebuild_arrays
from search.engine.codec import ARRAYS_SUFFIX, ArrayCodec
from search.engine.container import Container
from search.schema import document_fields, index_name, make_schema
from search.storage import IndexStorage
from store.models import IndexDocument
from tests.support.fake_desk import FakeDesk
from tests.support.sprawling_desk import sprawling_desk

Build = Callable[[Path, list[IndexDocument]], list[Any]]


def by_whoosh(folder: Path, documents: Iterable[IndexDocument]) -> Any:
    """A reader of the documents as Whoosh's own writer wrote them."""
    index = open_index(folder, [])
    writer = SegmentWriter(index, codec=ArrayCodec(), compound=False)
    for document in documents:
        writer.add_document(**document_fields(document))
    writer.commit()
    return index.reader()


def open_index(folder: Path, segments: list[Any]) -> FileIndex:
    storage = IndexStorage(folder).create()
    TOC(make_schema(), segments, 0).write(storage, index_name())
    return FileIndex(storage, make_schema(), index_name())


def built(folder: Path, documents: list[IndexDocument], build: Build) -> Any:
    """A reader of the documents as they were built."""
    folder.mkdir(parents=True)
    return open_index(folder, build(folder, documents)).reader()


def at_once(folder: Path, documents: list[IndexDocument]) -> list[Any]:
    builder = SegmentBuilder(folder)
    builder.add(documents)
    return [builder.finish()]


def joined(folder: Path, documents: list[IndexDocument]) -> list[Any]:
    builder = SegmentBuilder(folder)
    third = len(documents) // 3
    segments = []
    for part in (documents[:third], documents[third : third + 5], documents[third + 5 :]):
        builder.add(part)
        segments.append(builder.finish())
    return [builder.join(segments)]


def without_replaced(folder: Path, documents: list[IndexDocument]) -> list[Any]:
    """Joined of segments in which some documents were replaced."""
    builder = SegmentBuilder(folder)
    strangers = sprawling_desk(40, seed=9).after(0)
    half = len(documents) // 2
    segments = []
    for part in (documents[:half], documents[half:]):
        builder.add([*strangers[:20], *part, *strangers[20:]])
        segment = builder.finish()
        for number in (*range(20), *range(20 + len(part), 40 + len(part))):
            segment.delete_document(number)
        segments.append(segment)
    return [builder.join(segments)]


def assert_same(folder: Path, documents: list[IndexDocument], build: Build) -> None:
    ours, theirs = folder / "ours", folder / "theirs"
    with (
        closing(by_whoosh(theirs, documents)) as whoosh,
        closing(built(ours, documents, build)) as new,
    ):
        assert_same_terms(new, whoosh)
        assert_same_files(new, whoosh)
        for name in make_schema().names():
            assert new.field_length(name) == whoosh.field_length(name), name
        assert new.doc_count_all() == whoosh.doc_count_all() == len(documents)


def postings(reader: Any, name: str, term: bytes) -> list[Any]:
    matcher = reader.postings(name, term)
    found = []
    while matcher.is_active():
        found.append(
            (
                matcher.id(), matcher.weight(), matcher.value() or None,
                matcher.block_max_id(), matcher.block_max_weight(),
                matcher.block_min_length(), matcher.block_max_length(),
            )
        )  # fmt: skip
        matcher.next()
    return found


def term_facts(info: Any) -> tuple[float, ...]:
    return (
        info.weight(), info.doc_frequency(), info.min_length(), info.max_length(),
        info.max_weight(), info.min_id(), info.max_id(),
    )  # fmt: skip


def assert_same_terms(ours: Any, theirs: Any) -> None:
    for (term, info), (their_term, their_info) in zip(ours, theirs, strict=True):
        assert term == their_term
        assert term_facts(info) == term_facts(their_info), term
        assert term_facts(ours.term_info(*term)) == term_facts(info), term
        assert postings(ours, *term) == postings(theirs, *term), term


def assert_same_files(ours: Any, theirs: Any) -> None:
    """The same arrays and columns, byte by byte."""
    files = [files_of(reader) for reader in (ours, theirs)]
    assert set(files[0]) == set(files[1])
    for suffix, path in files[0].items():
        if suffix.endswith("col"):
            assert path.read_bytes() == files[1][suffix].read_bytes(), suffix
    arrays, their_arrays = (Container(found["arr"]) for found in files)
    assert arrays.facts == their_arrays.facts
    for name in {**arrays._places, **their_arrays._places}:
        np.testing.assert_array_equal(
            arrays.array(name).whole(), their_arrays.array(name).whole(), name
        )
    arrays.close()
    their_arrays.close()


def files_of(reader: Any) -> dict[str, Path]:
    segment = reader.segment()
    folder = Path(reader.storage().folder)
    paths = [path for path in folder.iterdir() if path.name.startswith(f"{segment.segment_id()}.")]
    assert folder / segment.make_filename(ARRAYS_SUFFIX) in paths
    return {path.name.partition(".")[2]: path for path in paths if path.suffix != ".sum"}


@pytest.mark.parametrize("build", [at_once, joined, without_replaced])
def test_they_hold_the_same_to_the_byte(tmp_path: Path, build: Build) -> None:
    documents = sprawling_desk(150).after(0, 150)
    assert_same(tmp_path, documents, build)


def test_words_that_are_very_many_in_an_article_and_far_from_its_start(tmp_path: Path) -> None:
    desk = FakeDesk()
    desk.publishes("Le port", "port " * 400 + "navire " * 70_000 + "phare quai phare")
    desk.publishes("Le quai", "quai port " * 200)
    for _ in range(300):
        desk.publishes("Le quai", "le quai")
    documents = desk.after(0, 400)
    assert_same(tmp_path / "once", documents, at_once)
    assert_same(tmp_path / "joined", documents, joined)


def test_words_that_are_very_long(tmp_path: Path) -> None:
    desk = FakeDesk()
    desk.publishes("Le port", "a-" * 70_000 + "a port")
    desk.publishes("Le port", "port " + "é" * 200_000 + " port")
    assert_same(tmp_path, desk.after(0), at_once)


def test_articles_without_a_word(tmp_path: Path) -> None:
    desk = FakeDesk()
    for _ in range(3):
        desk.publishes()
    assert_same(tmp_path, desk.after(0), at_once)


def test_arrays_made_again_from_the_other_files_are_the_same(tmp_path: Path) -> None:
    documents = sprawling_desk(120).after(0, 120)
    with closing(built(tmp_path / "ours", documents, at_once)) as reader:
        arrays = files_of(reader)["arr"]
        before = arrays.read_bytes()
        arrays.unlink()
        rebuild_arrays(reader)
        assert arrays.read_bytes() == before


def test_whoosh_merges_them_as_its_own(tmp_path: Path) -> None:
    documents = sprawling_desk(120).after(0, 120)
    theirs = by_whoosh(tmp_path / "theirs", documents)
    with closing(theirs), closing(built(tmp_path / "ours", documents, at_once)) as reader:
        writer = SegmentWriter(
            open_index(tmp_path / "merged", []), codec=ArrayCodec(), compound=False
        )
        writer.add_reader(reader)
        writer.commit()
        index = FileIndex(IndexStorage(tmp_path / "merged"), make_schema(), index_name())
        with closing(index.reader()) as merged:
            assert_same_terms(merged, theirs)
            assert_same_files(merged, theirs)
