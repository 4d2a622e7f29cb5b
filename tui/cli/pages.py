"""``feeds check``: what comes out of a page, before any of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.base import argument, command, option, pass_session
from tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feeds.pages.extract import Extracted
    from feeds.pages.finding import FoundPlace
    from tui.cli.output import Output
    from tui.cli.session import Session


@command(
    "check",
    help=N_(
        "Show what comes out of a page of the web, by the rules of sites.toml if there are any."
    ),
)
@argument("url", N_("URL"))
@option(
    "--find",
    "words",
    metavar=N_("WORDS"),
    help=N_("Say by which selectors these words of the article are found on the page."),
)
@pass_session
def check(session: Session, url: str, words: str | None) -> None:
    """Print the article of a page, or where words of it stand; nothing is taken in."""
    if words is not None:
        _tell_places(session.output, session.services.find_in_page(url, words))
        return
    extracted = session.services.check_page(url)
    if session.output.as_json:
        session.output.record(_record(extracted))
    else:
        _tell(session.output, extracted)


def _record(extracted: Extracted) -> dict[str, object]:
    article = extracted.article
    return {
        "url": article.url,
        "canonical_url": article.canonical_url,
        "title": article.title,
        "author": article.author,
        "source": article.source,
        "published": article.published,
        "language": article.language,
        "text": article.body,
        "site": extracted.site,
        "unused": list(extracted.unused),
    }


def _tell_places(output: Output, places: Sequence[FoundPlace]) -> None:
    """The elements that hold the words, the outermost first."""
    for place in places:
        if output.as_json:
            output.record(
                {"selector": place.selector, "words": place.words, "elements": place.elements}
            )
        else:
            count = ngettext("{count} word", "{count} words", place.words).format(count=place.words)
            output.line(f"{place.selector}  ", (count, "dim"))
    output.say(
        _(
            "The last that holds the whole article and nothing else belongs behind “text =” in sites.toml."
        )
    )


def _tell(output: Output, extracted: Extracted) -> None:
    article = extracted.article
    output.line((article.title or "", "strong"))
    day = (article.published or "")[:10]
    output.line((" · ".join(filter(None, (article.source, article.author, day))), "dim"))
    output.line((article.canonical_url or article.url or "", "dim"))
    output.say(_rule_words(extracted))
    output.say("")
    output.text(article.body)
    words = ngettext("{count} word", "{count} words", len(article.body.split()))
    output.say("")
    output.say(words.format(count=len(article.body.split())))
    hidden = len(article.prepared.layout.noise) if article.prepared is not None else 0
    if hidden:
        passages = ngettext(
            "{count} passage of it is not the article and is hidden when it is read",
            "{count} passages of it are not the article and are hidden when it is read",
            hidden,
        )
        output.say(passages.format(count=hidden))


def _rule_words(extracted: Extracted) -> str:
    if extracted.site is None:
        return _("read without a rule")
    words = _("read by the rule for {site}").format(site=extracted.site)
    if not extracted.unused:
        return words
    unused = _("nothing found by: {keys}").format(keys=", ".join(extracted.unused))
    return f"{words}; {unused}"
