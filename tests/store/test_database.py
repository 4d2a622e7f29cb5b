from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Connection, Database, IntegrityError
from store.errors import DeskUnwritableError


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    database = Database(tmp_path / "essai.db")
    with database.writing() as writer:
        writer.run("CREATE TABLE essai (id INTEGER PRIMARY KEY, texte TEXT, nombre INTEGER)")
        yield writer
    database.close()


def test_rows_come_in_the_order_of_their_columns(connection: Connection) -> None:
    connection.insert_many("essai", ("nombre", "id"), [(10, 1), (20, 2)])
    found = connection.rows("SELECT id, texte, nombre FROM essai ORDER BY id")
    assert [tuple(row) for row in found] == [(1, None, 10), (2, None, 20)]


def test_a_row_that_is_there_is_an_error_or_as_was_said(connection: Connection) -> None:
    connection.insert_many("essai", ("id", "nombre"), [(1, 10)])
    with pytest.raises(IntegrityError):
        connection.insert_many("essai", ("id", "nombre"), [(1, 11)])
    again = "(id) DO UPDATE SET nombre = excluded.nombre"
    connection.insert_many("essai", ("id", "nombre"), [(1, 12), (2, 13)], again)
    assert [row[0] for row in connection.rows("SELECT nombre FROM essai ORDER BY id")] == [12, 13]


@pytest.mark.parametrize("text", ["", "L’été à Sète 🌞", "Un\0nul", "\ufeffavec marque"])
def test_a_text_may_be_given_as_its_bytes(connection: Connection, text: str) -> None:
    connection.insert_many("essai", ("id", "texte"), [(1, text.encode())], encoded={"texte"})
    connection.insert_many("essai", ("id", "texte"), [(2, text)])
    rows = connection.rows("SELECT texte, typeof(texte) FROM essai ORDER BY id")
    assert [tuple(row) for row in rows] == [(text, "text")] * 2
    assert connection.value("SELECT count(*) FROM essai WHERE texte = :text", text=text) == 2


@pytest.mark.parametrize("count", [0, 3, 1200])
def test_any_number_of_values_is_looked_for(connection: Connection, count: int) -> None:
    connection.insert_many("essai", ("id", "nombre"), [(each, each % 2) for each in range(1500)])
    wanted = range(0, 3 * count, 3)
    ids = [
        row[0] for row in connection.rows_among("SELECT id FROM essai WHERE id IN (:among)", wanted)
    ]
    assert set(ids) == {each for each in wanted if each < 1500}
    odd = connection.rows_among(
        "SELECT id FROM essai WHERE id IN (:among) AND nombre = :nombre", wanted, nombre=1
    )
    assert {row[0] for row in odd} == {each for each in ids if each % 2}
    twice = connection.rows_among(
        "SELECT id FROM essai WHERE id IN (:among) OR id + 1 IN (:among)", wanted[:20]
    )
    assert len(twice) >= min(count, 20)


def test_what_a_full_disk_stops_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "essai.db")
    with database.writing() as writer:
        writer.run("CREATE TABLE essai (texte TEXT)")
        pages = writer.value("PRAGMA page_count")
        writer.run(f"PRAGMA max_page_count = {pages + 20}")
    rows = [["x" * 5_000]] * 200
    with pytest.raises(DeskUnwritableError), database.writing() as writer:
        writer.insert_many("essai", ["texte"], rows)
    with database.writing() as writer:
        assert writer.value("SELECT count(*) FROM essai") == 0
        writer.run("PRAGMA max_page_count = 100000")
        writer.insert_many("essai", ["texte"], rows)
    with database.reading() as reader:
        assert reader.value("SELECT count(*) FROM essai") == 200
    database.close()
