"""An app that draws hostile texts in its widgets; `q` ends it. Run on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Offset

from search.completion import Candidate, CandidateKind
from tests.tui.widgets.samples import HOSTILE_TITLES, make_annotation, make_article, make_text
from tui.facet_rows import Facet, FacetValue, Sheet
from tui.widgets.article_list import ArticleList
from tui.widgets.completion_list import CompletionList
from tui.widgets.facet_pane import FacetPane
from tui.widgets.reader import Reader

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

LAST_WORD = "dernier"


class HostileApp(App[None]):
    """The list and the facets above, the reader below, a completion over all."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]
    CSS = "#above { height: 14; } FacetPane { width: 24; } Reader { height: 1fr; }"

    def compose(self) -> ComposeResult:
        with Horizontal(id="above"):
            yield ArticleList()
            yield FacetPane()
        yield Reader()
        yield CompletionList()

    def on_mount(self) -> None:
        articles = [
            make_article(number, headline=title, source=title, tags=(title,))
            for number, title in enumerate(HOSTILE_TITLES)
        ]
        ids = [article.id for article in articles]
        article_list = self.query_one(ArticleList)
        article_list.border_title = Content("")
        article_list.show_ids(ids, rows=articles)
        values = (FacetValue(Facet.SOURCE, title, title, 1) for title in HOSTILE_TITLES)
        self.query_one(FacetPane).show(Sheet(1, tuple(values)))
        candidates = [Candidate(CandidateKind.VALUE, title, title) for title in HOSTILE_TITLES]
        self.query_one(CompletionList).open_at(Offset(40, 2), candidates[:4])
        text = "\n".join([*HOSTILE_TITLES, LAST_WORD])
        note = " ".join(HOSTILE_TITLES)
        self.query_one(Reader).show(
            make_article(title=note, author=note, url=note, tags=HOSTILE_TITLES),
            make_text(text),
            annotations=[make_annotation(text, HOSTILE_TITLES[0], note=note)],
            extras=[note],
        )


if __name__ == "__main__":
    HostileApp().run()
