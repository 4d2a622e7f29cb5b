"""An app that draws hostile texts in the list and the reader; `q` ends it. Run on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.content import Content

from tests.tui.widgets.samples import HOSTILE_TITLES, make_annotation, make_article, make_text
from tui.widgets.article_list import ArticleList
from tui.widgets.reader import Reader

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

LAST_WORD = "dernier"


class HostileApp(App[None]):
    """The list above, the reader below."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]
    CSS = "ArticleList { height: 14; } Reader { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield ArticleList()
        yield Reader()

    def on_mount(self) -> None:
        articles = [
            make_article(number, headline=title, source=title, tags=(title,))
            for number, title in enumerate(HOSTILE_TITLES)
        ]
        ids = [article.id for article in articles]
        article_list = self.query_one(ArticleList)
        article_list.border_title = Content("")
        article_list.show_ids(ids, rows=articles)
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
