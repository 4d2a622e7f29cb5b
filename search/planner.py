"""From a query's tree to Whoosh's own, for the articles that one snapshot of the index holds."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from whoosh import query as whoosh

from search import nodes
from search.clues import SHORTEST_TYPED
from search.language.folding import fold_name
from search.language.questions import frame_words
from search.measures import MEASURES
from search.nodes import Form, Node
from search.schema import FIELD_BOOSTS, changed_flag, entity_value, word_field
from search.similar import key_terms
from search.traces import family
from search.vocabulary import ENTITY_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from search.clues import Clue, Wanted, Wishes
    from search.language.analysis import Analyzer, Token
    from search.query import Filters, SearchQuery
    from search.snapshot import Snapshot

_PREFIX_SCORE = 0.5
_EXPANSIONS = 200
_PHRASE_FORMS = 8


def plan(query: SearchQuery, snapshot: Snapshot) -> whoosh.Query:
    """Return the Whoosh query that finds what ``query`` asks for; its ``ids`` filter is left out."""
    node = _Planner(snapshot, query).node(query.node)
    return _narrowed(whoosh.NullQuery if node is None else node, query.filters)


def plan_loosely(wishes: Wishes, query: SearchQuery, snapshot: Snapshot) -> whoosh.Query:
    """Return the Whoosh query that finds what has any of what ``query`` wants, and all it requires."""
    planner = _Planner(snapshot, query)
    found = _any([each for wanted in wishes.wanted for each in planner.traces(wanted)])
    parts = nodes.facts_joined(wishes.required)
    required = [node for part in parts if (node := planner.node(part)) is not None]
    main = whoosh.NullQuery if found is None else found
    return _narrowed(whoosh.And([main, *required]) if required else main, query.filters)


def plan_parts(parts: Sequence[Node], query: SearchQuery, snapshot: Snapshot) -> list[whoosh.Query]:
    """Return the Whoosh query of each of some parts of a query; what says nothing finds nothing."""
    planner = _Planner(snapshot, query)
    return [planner.node(part) or whoosh.NullQuery for part in parts]


def _narrowed(main: whoosh.Query, filters: Filters) -> whoosh.Query:
    conditions = _conditions(filters)
    return whoosh.And([main, *conditions]) if conditions else main


def _conditions(filters: Filters) -> list[whoosh.Query]:
    """The conditions of the list that a query is asked in."""
    terms = []
    if filters.triage is not None:
        terms.append(_condition("flag", f"is:{filters.triage}"))
    if filters.tag is not None:
        terms.append(_condition("tag_path", fold_name(filters.tag)))
    if filters.mission is not None:
        terms.append(_condition("mission_slug", filters.mission))
    if filters.collection is not None:
        terms.append(_condition("collection_slug", filters.collection))
    if filters.source is not None:
        terms.append(_condition("source_name", filters.source))
    if filters.unread is not None:
        terms.append(_condition("flag", "is:unread" if filters.unread else "is:read"))
    if filters.starred is not None:
        starred = _condition("flag", "is:starred")
        terms.append(starred if filters.starred else _all_but(starred))
    return terms


def _condition(field: str, value: str) -> whoosh.Query:
    return _unscored(whoosh.Term(field, value))


def _all_but(query: whoosh.Query) -> whoosh.Query:
    return whoosh.AndNot(_everything(), query)


def _everything() -> whoosh.Query:
    return whoosh.Every(boost=0.0)


def _unscored(query: whoosh.Query) -> whoosh.Query:
    """A condition: it adds nothing to the score of what fulfils it."""
    return whoosh.ConstantScoreQuery(query, 0.0)


def _boosts(field: str | None) -> Mapping[str, float]:
    """The fields in which a word is looked for, with the weight of each."""
    return {field: 1.0} if field else FIELD_BOOSTS


def _any(queries: Sequence[whoosh.Query]) -> whoosh.Query | None:
    distinct = list(dict.fromkeys(queries))
    if not distinct:
        return None
    return distinct[0] if len(distinct) == 1 else whoosh.Or(distinct)


def _range(node: nodes.Days | nodes.Number) -> whoosh.Query:
    """Days, or a number of things, of which the index knows only where there is more than one."""
    if isinstance(node, nodes.Days):
        ends = [day and day.toordinal() for day in (node.days.first, node.days.last)]
        return _unscored(whoosh.NumericRange(node.field, *ends))
    least, most = node.least, node.most
    if most is not None and most < max(1, least):
        return whoosh.NullQuery
    if least > 1:
        return _unscored(whoosh.NumericRange(node.field, least, most))
    if most is None:
        return _everything()
    return _all_but(_unscored(whoosh.NumericRange(node.field, most + 1, None)))


class _Planner:
    """Turns the nodes of one query into Whoosh's; None where a node says nothing to search for."""

    def __init__(self, snapshot: Snapshot, query: SearchQuery) -> None:
        self._snapshot = snapshot
        self._reader = query.reader
        self._analyzers = snapshot.analyzers
        self._frame = frame_words(query.text)

    def node(self, node: Node) -> whoosh.Query | None:
        """Return the query of any node."""
        if isinstance(node, nodes.Same):
            node = nodes.Or((node.written, *node.others))
        match node:
            case nodes.And(parts):
                return self._and(parts)
            case nodes.Or(parts):
                return _any([query for part in parts if (query := self.node(part)) is not None])
            case nodes.Not(part):
                query = self.node(part)
                return None if query is None else _all_but(query)
            case nodes.Word():
                return self._word(node)
            case nodes.Phrase():
                return self._phrase_of(node)
            case _:
                return self._condition(node)

    def _and(self, parts: Sequence[Node]) -> whoosh.Query | None:
        meant = [part for part in parts if not self._is_stop_word(part)] or parts
        meant = nodes.facts_joined(meant)
        wanted = [
            query
            for part in meant
            if not isinstance(part, nodes.Not) and (query := self.node(part)) is not None
        ]
        unwanted = [
            query
            for part in meant
            if isinstance(part, nodes.Not) and (query := self.node(part.part)) is not None
        ]
        if not wanted:
            return _all_but(whoosh.Or(unwanted)) if unwanted else None
        query = wanted[0] if len(wanted) == 1 else whoosh.And(wanted)
        return whoosh.AndNot(query, whoosh.Or(unwanted)) if unwanted else query

    def _condition(self, node: Node) -> whoosh.Query:
        match node:
            case nodes.Everything():
                return _everything()
            case nodes.Keyword("id", value):
                return _unscored(whoosh.Prefix("id", value)) if value else whoosh.NullQuery
            case nodes.Keyword(field, value):
                return _condition("flag", self._flag(field, value))
            case nodes.Days() | nodes.Number():
                return _range(node)
            case nodes.Near(article_id):
                return self._near(article_id)
            case _:
                return whoosh.NullQuery

    def _flag(self, field: str, value: str) -> str:
        of_reader = (field, value) == ("is", "changed") and self._reader is not None
        return changed_flag(self._reader or "") if of_reader else f"{field}:{value}"

    def _is_stop_word(self, node: Node) -> bool:
        """Whether a node is a word that phrases may hold but that alone finds everything."""
        if not isinstance(node, nodes.Word) or node.form not in {Form.EXACT, Form.TYPED}:
            return False
        return any(
            bool(tokens) and all(self._says_nothing(token) for token in tokens)
            for analyzer in self._analyzers
            for tokens in [list(analyzer.tokens(node.text))]
        )

    def _says_nothing(self, token: Token) -> bool:
        return token.is_stop or token.surface in self._frame

    def traces(self, wanted: Wanted) -> list[whoosh.Query]:
        """Return queries each of which finds what has some of what is wanted."""
        if not wanted.clues:
            query = self.node(wanted.node)
            return [] if query is None else [query]
        traces = [trace for clue in wanted.clues for trace in self._traces_of(clue)]
        if isinstance(wanted.node, nodes.Same):
            traces += [query for other in wanted.node.others if (query := self.node(other))]
        return traces

    def _traces_of(self, clue: Clue) -> Iterator[whoosh.Query]:
        share = 1 / max(1, len(clue.terms))
        for field, boost in FIELD_BOOSTS.items():
            for term in clue.terms:
                yield whoosh.Term(field, term, boost=boost * share)
        for term in family(clue, self._snapshot):
            yield whoosh.Term("text", term, boost=MEASURES.kin)
        if clue.begun is not None:
            yield self._begun(clue.begun)

    @staticmethod
    def _begun(start: str) -> whoosh.Query:
        return whoosh.ConstantScoreQuery(whoosh.Prefix("word", start), _PREFIX_SCORE)

    def _word(self, word: nodes.Word) -> whoosh.Query | None:
        queries = []
        for analyzer in self._analyzers:
            tokens = list(analyzer.tokens(word.text))
            if tokens:
                queries.append(self._tokens(word, tokens, analyzer))
        queries.extend(self._names(word.field, word.text, word.form))
        queries.append(self._side_by_side(word))
        return _any([query for query in queries if query is not None])

    def _side_by_side(self, word: nodes.Word) -> whoosh.Query | None:
        """``40 000`` is one number, or two that stand beside each other by chance."""
        parts = word.text.split()
        if len(parts) == 1:
            return None
        return self._and([replace(word, text=part) for part in parts])

    def _tokens(
        self, word: nodes.Word, tokens: list[Token], analyzer: Analyzer
    ) -> whoosh.Query | None:
        if word.field == "tag":
            return None
        boosts = _boosts(word.field)
        parts = [token for token in tokens if not token.is_joined]
        if word.form is Form.FUZZY:
            return self._fuzzy(word, parts, analyzer)
        found = [self._sequence([part.terms for part in parts], boosts)]
        found += [self._terms(token.terms, boosts) for token in tokens if token.is_joined]
        if word.form is Form.PREFIX:
            found = [self._starting(word, parts, analyzer)]
        elif word.form is Form.TYPED and len(parts[-1].surface) >= SHORTEST_TYPED:
            found.append(self._starting(word, parts, analyzer))
        return _any([query for query in found if query is not None])

    def _terms(self, terms: Sequence[str], boosts: Mapping[str, float]) -> whoosh.Query | None:
        """A word in any of the fields. An article that holds two terms of it counts as for one."""
        share = 1 / len(terms)
        return _any(
            [
                whoosh.Term(field, term, boost=boost * share)
                for field, boost in boosts.items()
                for term in terms
            ]
        )

    def _sequence(
        self, places: Sequence[Sequence[str]], boosts: Mapping[str, float]
    ) -> whoosh.Query | None:
        """Words one after the other in any of the fields."""
        if len(places) == 1:
            return self._terms(places[0], boosts)
        if prod(len(terms) for terms in places) > _PHRASE_FORMS:
            # The last term is the one that every spelling of a word has.
            places = [terms[-1:] for terms in places]
        return _any(
            [
                whoosh.Phrase(field, list(words), boost=boost)
                for field, boost in boosts.items()
                for words in product(*places)
            ]
        )

    def _starting(
        self, word: nodes.Word, parts: list[Token], analyzer: Analyzer
    ) -> whoosh.Query | None:
        """Words of which the last is only begun."""
        start = parts[-1].surface
        boosts = _boosts(word.field)
        if word.field is None:
            begun: whoosh.Query | None = self._begun(start)
        else:
            words = self._snapshot.expand(word_field(word.field), start)[:_EXPANSIONS]
            begun = self._written(words, analyzer, boosts)
        before = [self._terms(part.terms, boosts) for part in parts[:-1] if not part.is_stop]
        if begun is None or not before:
            return begun
        return whoosh.And([*before, begun])

    def _fuzzy(
        self, word: nodes.Word, parts: list[Token], analyzer: Analyzer
    ) -> whoosh.Query | None:
        """Each of the words, or one that differs from it by a few letters."""
        found = []
        for part in parts:
            alike = self._snapshot.alike(word_field(word.field), part.surface, word.distance)
            words = sorted({*alike, part.surface})
            query = self._written(words[:_EXPANSIONS], analyzer, _boosts(word.field))
            if query is not None:
                found.append(query)
        return whoosh.And(found) if len(found) > 1 else next(iter(found), None)

    def _written(
        self, words: Sequence[str], analyzer: Analyzer, boosts: Mapping[str, float]
    ) -> whoosh.Query | None:
        """Any of these words, given as the index has them written."""
        terms = {
            token.terms[-1]: None
            for word in words
            for token in analyzer.tokens(word)
            if not token.is_joined
        }
        queries = [
            whoosh.Term(field, term, boost=boost)
            for field, boost in boosts.items()
            for term in terms
        ]
        return _any(queries)

    def _phrase_of(self, phrase: nodes.Phrase) -> whoosh.Query | None:
        if phrase.field == "source" and self._snapshot.document_frequency(
            "source_name", phrase.text
        ):
            # A paper's whole name means that paper, and not those whose names hold it.
            return _condition("source_name", phrase.text)
        if phrase.field in ENTITY_FIELDS:
            # The same of an entity: « Orange » is not « Orange Business ».
            value = entity_value(phrase.field, phrase.text)
            if self._snapshot.document_frequency("entity_name", value):
                return _condition("entity_name", value)
        boosts = _boosts(phrase.field)
        queries = []
        for analyzer in self._analyzers if phrase.field != "tag" else ():
            tokens = list(analyzer.tokens(phrase.text))
            places = [token.terms for token in tokens if not token.is_joined]
            if places:
                queries.append(self._sequence(places, boosts))
        queries.extend(self._names(phrase.field, phrase.text, Form.EXACT))
        return _any([query for query in queries if query is not None])

    def _names(self, field: str | None, text: str, form: Form) -> list[whoosh.Query]:
        """The tags, missions and collections that a value names as a whole."""
        name = fold_name(text).strip("/")
        if not name:
            return []
        if field == "tag" and form in {Form.PREFIX, Form.TYPED}:
            return [_unscored(whoosh.Prefix("tag_part", name))]
        if field == "tag":
            return [_condition("tag_part", name)]
        if field in {"mission", "collection"}:
            return [_condition(f"{field}_slug", text)]
        return []

    def _near(self, article_id: str) -> whoosh.Query:
        """Articles that share the telling words of one, without that one."""
        snapshot = self._snapshot
        starts = snapshot.expand("id", article_id) if article_id else []
        exact = [article_id] if article_id in starts else starts
        numbers = {
            number for start in exact if (number := snapshot.document_number(start)) is not None
        }
        if len(numbers) != 1:
            return whoosh.NullQuery
        number = numbers.pop()
        language, title, body, _ = snapshot.texts(number)
        weights = key_terms(
            f"{title}\n{body}",
            next((a for a in self._analyzers if a.profile.code == language), self._analyzers[0]),
            lambda term: snapshot.document_frequency("text", term),
            snapshot.document_count,
        )
        terms = [whoosh.Term("text", term, boost=weight) for term, weight in weights.items()]
        return whoosh.AndNot(whoosh.Or(terms), whoosh.Term("id", snapshot.id(number)))
