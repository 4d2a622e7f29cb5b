"""``feeds check``: what comes out of a page, before any of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.base import argument, command, pass_session
from tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from feeds.pages.extract import Extracted
    from tui.cli.output import Output
    from tui.cli.session import Session


@command(
    "check",
    help=N_(
        "Show what comes out of a page of the web, by the rules of sites.toml if there are any."
    ),
)
@argument("url", N_("URL"))
@pass_session
def check(session: Session, url: str) -> None:
    """Print the article of a page; nothing is taken in."""
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


def _rule_words(extracted: Extracted) -> str:
    if extracted.site is None:
        return _("read without a rule")
    words = _("read by the rule for {site}").format(site=extracted.site)
    if not extracted.unused:
        return words
    unused = _("nothing found by: {keys}").format(keys=", ".join(extracted.unused))
    return f"{words}; {unused}"
