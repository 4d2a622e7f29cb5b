"""``similar``, ``suggest`` and ``passages``: what the words of one article lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import search
from tui import suggesting
from tui.cli.acts import tell
from tui.cli.base import argument, command, limit_option, option, pass_session
from tui.cli.output import warn
from tui.cli.records import advice_record, passage_record, similar_record
from tui.i18n import N_, _
from tui.passages import answering_passages
from tui.suggesting_words import likeness_words, reason_words, target_words
from tui.words import describe_query_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.passages import Passage
    from search.similar import SimilarArticle
    from store.models import Article
    from tui.cli.output import Part
    from tui.cli.session import Session


@command(
    "similar",
    help=N_(
        "Find the articles most like one, with the words that both have and few others do.\n\n"
        "Of articles with the same text one is shown."
    ),
)
@argument("reference", N_("ID"))
@limit_option(10)
@pass_session
def similar(session: Session, reference: str, limit: int) -> None:
    """Print the articles like one."""
    article_id = session.desk.articles.resolve(reference)
    session.catch_up()
    found = suggesting.similar(session.services, article_id, limit)
    rows = {row.id: row for row in session.desk.articles.rows([each.id for each in found])}
    for each in found:
        if each.id in rows:
            _print_similar(session, each, rows[each.id])
    if not found:
        session.output.say(_("No article is much like it."))


def _print_similar(session: Session, found: SimilarArticle, article: Article) -> None:
    output = session.output
    if output.as_json:
        output.record(similar_record(found, article))
        return
    output.line((article.headline, "strong"))
    facts = [article.source or "", (article.published or "")[:10], likeness_words(found)]
    facts += [f"#{tag}" for tag in article.tags]
    output.line("  ", (article.id, "dim"), " ", " · ".join(fact for fact in facts if fact))
    output.line("  ", ", ".join(found.words))


@command(
    "suggest",
    help=N_(
        "Say which of the tags and missions there are would suit an article, and why.\n\n"
        "marbre tag and marbre mission link take a suggestion; what is refused is not suggested again."
    ),
)
@argument("reference", N_("ID"))
@option(
    "--refuse",
    "refused_tags",
    multiple=True,
    metavar=N_("TAG"),
    help=N_("Never suggest this tag for the article again; undo takes it back."),
)
@option(
    "--refuse-mission",
    "refused_missions",
    multiple=True,
    metavar=N_("SLUG"),
    help=N_("Never suggest this mission for the article again; undo takes it back."),
)
@pass_session
def suggest(
    session: Session,
    reference: str,
    refused_tags: tuple[str, ...],
    refused_missions: tuple[str, ...],
) -> None:
    """Print what would suit an article, or refuse some of it."""
    article_id = session.desk.articles.resolve(reference)
    if refused_tags or refused_missions:
        refuse = session.desk.suggestions.refuse
        tell(session, refuse([article_id], tags=refused_tags, missions=refused_missions))
        return
    session.catch_up()
    advice = suggesting.suggestions(session.services, article_id)
    for each in advice:
        if session.output.as_json:
            session.output.record(advice_record(each))
        else:
            session.output.line((target_words(each), "strong"))
            for words in reason_words(each):
                session.output.line("  ", words)
    if not advice:
        session.output.say(_("Nothing speaks clearly for a tag or a mission."))


@command(
    "passages",
    help=N_("Show the passages of an article that answer a query, the best first."),
)
@argument("reference", N_("ID"))
@argument("query", N_("QUERY…"), nargs=-1, required=True)
@limit_option(5)
@pass_session
def passages(session: Session, reference: str, query: tuple[str, ...], limit: int) -> None:
    """Print the passages that answer."""
    desk, words = session.desk, " ".join(query)
    article_id = desk.articles.resolve(reference)
    session.catch_up()
    parsed = search.SearchQuery.parse(words)
    for problem in parsed.problems:
        warn(describe_query_problem(problem, words))
    text = desk.articles.text(article_id)
    language = desk.articles.get(article_id).language
    found = answering_passages(session.services, parsed, text, language)[:limit]
    for each in found:
        _print_passage(session, each, text.text)
    if not found:
        session.output.say(_("No passage of the article answers that."))


def _print_passage(session: Session, passage: Passage, text: str) -> None:
    if session.output.as_json:
        session.output.record(passage_record(passage, text))
        return
    place = f"{passage.span.start}-{passage.span.end}"
    session.output.line((place, "dim"), "  ", *_marked(passage, text))


def _marked(passage: Passage, text: str) -> Iterator[Part]:
    position = passage.span.start
    for match in passage.matches:
        yield text[position : match.start]
        yield (text[match.start : match.end], "match")
        position = match.end
    yield text[position : passage.span.end]
