"""``search`` and ``searches``: finding articles, and queries kept under a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tui.article_lines import near_line
from tui.cli.acts import tell
from tui.cli.base import argument, command, group, limit_option, option, pass_session
from tui.cli.finding import correction_words, new_words, print_facets, search_new
from tui.cli.output import warn
from tui.cli.records import hit_record, saved_search_record
from tui.finding import count_found, count_new
from tui.i18n import N_, _, ngettext
from tui.query_words import describe_synonym_fault, describe_understood
from tui.version_words import day_of
from tui.words import describe_query_problem, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search import Hit, SearchResults, Snippet
    from search.corrections import Correction
    from store.models import Article
    from tui.cli.output import Part
    from tui.cli.session import Session


@command(
    "search",
    help=N_(
        "Find articles: the best first, with the passage that answers.\n\n"
        'Words, "phrases", -not, OR, ( ), prefix*, fuzzy~, and fields such as title: tag: '
        "mission: source: author: is:kept has:note date:2017..2018."
    ),
)
@argument("query", N_("QUERY…"), nargs=-1)
@option("--saved", metavar=N_("NAME"), help=N_("The saved search of this name."))
@limit_option(20)
@option("--all", "everything", is_flag=True, help=N_("Show all."))
@option(
    "--sort",
    type=click.Choice(["relevance", "date", "nearness"]),
    default="relevance",
    show_default=True,
    help=N_("The order; “nearness” puts what is most like what you kept first."),
)
@option(
    "--new",
    "only_new",
    is_flag=True,
    help=N_("Only what came since you looked at the saved search; it counts as looked at then."),
)
@option(
    "--facets", is_flag=True, help=N_("Count what was found by tag, source, mission and year, too.")
)
@option("--explain", is_flag=True, help=N_("Say how the query is understood, too."))
@pass_session
def search(
    session: Session,
    query: tuple[str, ...],
    saved: str | None,
    limit: int,
    everything: bool,
    sort: str,
    only_new: bool,
    facets: bool,
    explain: bool,
) -> None:
    """Search the desk."""
    text = " ".join(query) if query else _saved_query(session, saved)
    session.catch_up()
    most = None if everything else limit
    if only_new:
        results = search_new(session, text, saved, sort, most)
    else:
        results = session.services.search(text, sort=sort, limit=most)
    correction = session.services.index.correct(results.query)
    _warn(session, results, text, correction)
    if explain:
        _print_understood(session, results)
    _print_hits(session, results, is_by_nearness=sort == "nearness")
    words = ngettext("{count} article found", "{count} articles found", results.total)
    if results.total > len(results.hits):
        words = _("{shown} of {count} articles shown: --all shows them all")
    session.output.say(words.format(count=results.total, shown=len(results.hits)))
    if facets:
        print_facets(session, count_found(session.services, results.query, text), correction)


def _print_hits(session: Session, results: SearchResults, *, is_by_nearness: bool) -> None:
    rows = {article.id: article for article in _rows(session, results)}
    near = session.services.nearness(list(rows)) if session.output.as_json or is_by_nearness else {}
    if is_by_nearness and rows and not near:
        warn(_("too little was kept to tell what is near: these are in their usual order"))
    for place, hit in enumerate(results.hits):
        if place == results.first_lacking:
            session.output.say(_line_before_lacking(results))
        if hit.id in rows:
            article = replace(rows[hit.id], nearness=near.get(hit.id))
            words = session.services.near_words(hit.id) if is_by_nearness else ()
            _print_hit(session, hit, article, words)


def _line_before_lacking(results: SearchResults) -> str:
    if results.is_mixed:
        return _("— these have all or some of the words —")
    return _("— these lack some of the words —")


def _warn(
    session: Session, results: SearchResults, text: str, correction: Correction | None
) -> None:
    """Say what was not understood, and what may have been meant."""
    for problem in results.query.problems:
        warn(describe_query_problem(problem, text))
    for fault in session.services.synonyms().faults:
        warn(describe_synonym_fault(fault))
    if correction is not None:
        warn(correction_words(correction))


def _print_understood(session: Session, results: SearchResults) -> None:
    words = describe_understood(results.query)
    if session.output.as_json:
        session.output.record({"understood": words})
    session.output.say(_("Understood as: {query}").format(query=words))


def _saved_query(session: Session, name: str | None) -> str:
    if name is None:
        raise click.UsageError(_("say what to search, or --saved NAME"))
    return session.desk.searches.get(name).query


def _rows(session: Session, results: SearchResults) -> Sequence[Article]:
    return session.desk.articles.rows([hit.id for hit in results.hits])


def _print_hit(session: Session, hit: Hit, article: Article, near_words: Sequence[str]) -> None:
    if session.output.as_json:
        session.output.record(hit_record(hit, article) | {"near_words": list(near_words)})
        return
    output = session.output
    output.line((article.headline, "strong"))
    facts = [article.source or "", (article.published or "")[:10], label(article.triage)]
    facts += [f"#{tag}" for tag in article.tags]
    if hit.lacks:
        facts.append(_("lacks {words}").format(words=", ".join(hit.lacks)))
    output.line("  ", (article.id, "dim"), " ", " · ".join(fact for fact in facts if fact))
    if near_words:
        output.line("  ", near_line(near_words))
    if hit.snippet.version is not None:
        output.line("  ", _where_found(hit))
    output.line("  ", *_marked(hit.snippet))


def _where_found(hit: Hit) -> str:
    """Which version has the passage, and how to see what became of it."""
    words = _("Only in version {number} of {day}; see: marbre diff {id} --versions {number}..")
    found = hit.snippet
    return words.format(number=found.version, day=day_of(found.taken), id=hit.id)


def _marked(snippet: Snippet) -> list[Part]:
    parts: list[Part] = []
    position = 0
    for match in snippet.matches:
        parts += [snippet.text[position : match.start]]
        parts += [(snippet.text[match.start : match.end], "match")]
        position = match.end
    return [*parts, snippet.text[position:]]


@group("searches", help=N_("Searches that are kept under a name."))
def searches() -> None:
    """Saved searches."""


@searches.command("list", help=N_("List the saved searches."))
@pass_session
def list_searches(session: Session) -> None:
    """Print the saved searches."""
    found = session.desk.searches.list()
    session.catch_up()
    new = count_new(session.services, found)
    if session.output.as_json:
        for each in found:
            session.output.record(saved_search_record(each, new.get(each.name)))
        return
    session.output.table((each.name, each.query, new_words(new.get(each.name))) for each in found)


@searches.command("save", help=N_("Keep a query under a name; one of that name is replaced."))
@argument("name", N_("NAME"))
@argument("query", N_("QUERY…"), nargs=-1, required=True)
@pass_session
def save_search(session: Session, name: str, query: tuple[str, ...]) -> None:
    """Save a query."""
    tell(session, session.desk.searches.save(name, " ".join(query)))


@searches.command("rename", help=N_("Give a saved search another name."))
@argument("old", N_("OLD"))
@argument("new", N_("NEW"))
@pass_session
def rename_search(session: Session, old: str, new: str) -> None:
    """Rename a saved search."""
    tell(session, session.desk.searches.rename(old, new))


@searches.command("remove", help=N_("Forget a saved search."))
@argument("name", N_("NAME"))
@pass_session
def remove_search(session: Session, name: str) -> None:
    """Remove a saved search."""
    tell(session, session.desk.searches.remove(name))
