"""Articles that have the same text: found as they come, grouped, taken apart or put together by editors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from store import grouping
from store.acts import Act, Acts, new_id, raise_change_numbers, sampled
from store.articles import require_articles
from store.clock import Clock
from store.database import Connection, Database, Row
from store.models import ArticlesSharing, ComparedText, JournalEntry, Likeness
from store.text.composition import visible_body
from store.versions import text_from_row

Judge = Callable[[ComparedText, ArticlesSharing], Likeness]
"""Says of an article which others have its text; given it, and where to ask for those that may."""

_MOST_PER_TERM = 50
"""Articles that a term leads to; the next ones bear it without being found by it."""

_MOST_CANDIDATES = 12


class Duplicates(Acts):
    """The groups of articles that have the same text. Each article stays what it is."""

    def __init__(self, database: Database, editor: str, clock: Clock) -> None:
        super().__init__(database, editor, clock)
        # The groups of all articles, with the version of the database that has them.
        self._known: tuple[int, Mapping[str, str]] = (-1, {})

    def group_of(self, article_id: str) -> Sequence[str]:
        """The ids of an article's group, newest first; its own alone where it is in none."""
        return self.groups([article_id])[article_id]

    def groups(self, ids: Sequence[str]) -> dict[str, Sequence[str]]:
        """The group of each of these articles, newest first; its own id alone where it is in none."""
        with self._database.reading() as connection:
            groups = grouping.group_ids_of(connection, ids)
            members = grouping.members(connection, list(groups.values()))
        return {key: members[groups[key]] if key in groups else [key] for key in ids}

    def together(self, ids: Sequence[str]) -> Sequence[str]:
        """These articles and all that are grouped with them."""
        with self._database.reading() as connection:
            return grouping.together(connection, ids)

    def all_groups(self) -> Sequence[Sequence[str]]:
        """Every group of two articles or more, each newest first, the group with the newest first."""
        with self._database.reading() as connection:
            groups = set(grouping.group_ids(connection).values())
            found = grouping.members(connection, sorted(groups))
            order = {row["id"]: row["dated"] for row in connection.rows(_DATED)}
        several = [members for members in found.values() if len(members) > 1]
        return sorted(several, key=lambda members: (order[members[0]], members[0]), reverse=True)

    def fold(self, ids: Sequence[str]) -> Sequence[str]:
        """These articles, of each group only the one that comes first among them."""
        version = self._database.data_version()
        if self._known[0] != version:
            # Asked for with every letter of a search, while hardly anything is written.
            with self._database.reading() as connection:
                self._known = (version, grouping.group_ids(connection))
        return grouping.first_of_each(ids, self._known[1])

    def take_apart(self, ids: Sequence[str]) -> JournalEntry | None:
        """Let these articles stand by themselves, whatever is found later; one act.

        Raises:
            UnknownError: one of them is not on the desk.
        """
        with self._act("take-apart") as act:
            chosen = require_articles(act.connection, ids)
            groups = grouping.group_ids_of(act.connection, chosen)
            changed = [article_id for article_id in chosen if article_id in groups]
            _decide(act, changed, None)
            act.subject = sampled(changed)
        return act.entry

    def put_together(self, ids: Sequence[str]) -> JournalEntry | None:
        """Let these articles and those grouped with them be one group; one act.

        Raises:
            UnknownError: one of them is not on the desk.
        """
        with self._act("put-together") as act:
            chosen = require_articles(act.connection, ids)
            groups = grouping.group_ids_of(act.connection, chosen)
            found = grouping.members(act.connection, list(groups.values()))
            joined = [*chosen, *(each for members in found.values() for each in members)]
            target = next((groups[each] for each in chosen if each in groups), new_id())
            stays = set(found.get(target, ()))
            changed = [each for each in dict.fromkeys(joined) if each not in stays]
            if len(joined) > 1:
                _decide(act, changed, target)
            act.subject = sampled(list(dict.fromkeys(joined)))
        return act.entry

    def pending(self) -> int:
        """How many articles changed since texts were looked at; not all of them in their texts."""
        with self._database.reading() as connection:
            sql = "SELECT count(*) FROM article WHERE change_number > :number"
            return int(connection.value(sql, number=_looked_to(connection)))

    def look(self, judge: Judge, limit: int = 100) -> int:
        """Look at the texts that are new among the next articles that changed, in one transaction. No act.

        Returns:
            How many articles it went through; 0 once there are no more.
        """
        with self._database.writing() as connection:
            changed = connection.rows(
                "SELECT article.id, article.change_number, article.version,"
                " article_print.version AS looked_at FROM article"
                " LEFT JOIN article_print ON article_print.article_id = article.id"
                " WHERE article.change_number > :number ORDER BY article.change_number LIMIT :limit",
                number=_looked_to(connection),
                limit=limit,
            )
            rows = [row for row in changed if row["looked_at"] != row["version"]]
            for row, text in zip(
                rows, _texts(connection, [row["id"] for row in rows]), strict=True
            ):
                _look_at(connection, row, text, judge)
            if changed:
                connection.run(
                    "UPDATE duplicate_look SET number = :number WHERE id = 1",
                    number=changed[-1]["change_number"],
                )
        return len(changed)


_DATED = """
    SELECT id, dated FROM article WHERE id IN (SELECT article_id FROM duplicate_group)
    OR id IN (SELECT article_id FROM duplicate_decision)
"""


def _looked_to(connection: Connection) -> int:
    return int(connection.value("SELECT number FROM duplicate_look WHERE id = 1"))


def _look_at(connection: Connection, row: Row, text: ComparedText, judge: Judge) -> None:
    bearers: Counter[int] = Counter()

    def sharing(terms: Sequence[int], at_least: int) -> Iterator[ComparedText]:
        found = connection.rows_among(_BEARERS, terms, article_id=row["id"])
        bearers.update(term for term, _ in found)
        for each in _likeliest(found, bearers, at_least):
            yield _with_first(connection, each)

    likeness = judge(text, sharing)
    number = _print_number(connection, row["id"], row["version"])
    free = [term for term in likeness.terms if bearers[term] < _MOST_PER_TERM]
    connection.run_many(
        "INSERT INTO article_term (term, print_number) VALUES (:term, :number)"
        " ON CONFLICT (term, print_number) DO NOTHING",
        ({"term": term, "number": number} for term in free),
    )
    for article_id in likeness.apart:
        _group(connection, article_id, None)
    _group(connection, row["id"], likeness.same)


def _likeliest(found: Sequence[Row], bearers: Counter[int], at_least: int) -> Sequence[str]:
    """The articles that share the most terms, of which one counts the less the more articles bear it.

    Else the first texts of a form would stand before the one of them that is a copy.
    """
    shared: defaultdict[str, list[float]] = defaultdict(list)
    for term, article_id in found:
        shared[article_id].append(1 / bearers[term])
    enough = {article_id: sum(told) for article_id, told in shared.items() if len(told) >= at_least}
    return sorted(enough, key=lambda article_id: -enough[article_id])[:_MOST_CANDIDATES]


def _with_first(connection: Connection, article_id: str) -> ComparedText:
    """An article's text, with that of the article that its group began with."""
    first = connection.value(_FIRST_OF_GROUP, id=article_id)
    if first is None or first == article_id:
        return _texts(connection, [article_id])[0]
    text, first_text = _texts(connection, [article_id, str(first)])
    return replace(text, first=first_text)


_FIRST_OF_GROUP = """
    SELECT article_id FROM duplicate_group
    WHERE group_id = (SELECT group_id FROM duplicate_group WHERE article_id = :id)
    ORDER BY rowid LIMIT 1
"""

_BEARERS = """
    SELECT term, article_print.article_id FROM article_term
    JOIN article_print ON article_print.number = article_term.print_number
    WHERE term IN (:among) AND article_print.article_id <> :article_id
    ORDER BY article_print.number
"""


def _print_number(connection: Connection, article_id: str, version: int) -> int:
    return int(
        connection.value(
            "INSERT INTO article_print (article_id, number, version)"
            " VALUES (:id, (SELECT coalesce(max(number), 0) + 1 FROM article_print), :version)"
            " ON CONFLICT (article_id) DO UPDATE SET version = :version RETURNING number",
            id=article_id,
            version=version,
        )
    )


def _group(connection: Connection, article_id: str, same: str | None) -> None:
    """Have an article join the group of another; a new text may also make it leave one."""
    if same is None and _found_group(connection, article_id) is None:
        return
    before = {*grouping.together(connection, [article_id])} - {article_id}
    connection.run("DELETE FROM duplicate_group WHERE article_id = :id", id=article_id)
    if same is not None:
        _join(connection, article_id, same)
    after = {*grouping.together(connection, [article_id])} - {article_id}
    if before != after:
        # The index has it which articles have copies: the last or the first one of another changes, too.
        pairs = [others for others in (before, after) if len(others) == 1]
        raise_change_numbers(connection, {article_id}.union(*pairs))


def _join(connection: Connection, article_id: str, same: str) -> None:
    group = _found_group(connection, same)
    joining = [article_id] if group else [same, article_id]
    group = group or new_id()
    connection.run_many(
        "INSERT INTO duplicate_group (article_id, group_id) VALUES (:id, :group)",
        ({"id": each, "group": group} for each in joining),
    )


def _found_group(connection: Connection, article_id: str) -> str | None:
    sql = "SELECT group_id FROM duplicate_group WHERE article_id = :id"
    group: str | None = connection.value(sql, id=article_id)
    return group


def _decide(act: Act, ids: Sequence[str], group: str | None) -> None:
    sql = "SELECT * FROM duplicate_decision WHERE article_id IN (:among)"
    decided = {row["article_id"]: row for row in act.connection.rows_among(sql, ids)}
    for article_id in ids:
        if article_id in decided:
            act.update("duplicate_decision", decided[article_id], group_id=group)
        else:
            act.insert("duplicate_decision", article_id=article_id, group_id=group)


def _texts(connection: Connection, ids: Sequence[str]) -> list[ComparedText]:
    """The newest texts of these articles, in their order."""
    if not ids:
        return []
    rows = connection.rows_among(
        "SELECT article.title, article.source, article.published, article_version.*"
        " FROM article JOIN article_version"
        " ON article_version.article_id = article.id AND article_version.version = article.version"
        " WHERE article.id IN (:among)",
        ids,
    )
    found = {row["article_id"]: row for row in rows}
    return [_compared(found[article_id]) for article_id in ids]


def _compared(row: Row) -> ComparedText:
    text = text_from_row(row)
    visible = visible_body(text.text, text.body_start, text.noise)
    return ComparedText(
        text.article_id,
        row["title"] or "",
        visible,
        source=row["source"],
        published=row["published"],
    )
