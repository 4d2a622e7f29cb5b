"""Adding articles to a collection: which one, then under which heading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.i18n import _, ngettext
from tui.modals.base import MarbreModal, ModalAction
from tui.modals.choices import Choice
from tui.modals.chooser import Chooser

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from store.models import Collection

_NO_SECTION = ""


@dataclass(frozen=True, slots=True)
class CollectionChoice:
    """A collection and a heading in it; either ``slug`` or ``new_title`` is there."""

    slug: str | None
    new_title: str | None
    section: str | None = None
    """The heading's title, which may be a new one; None for no heading."""


class CollectionModal(MarbreModal[CollectionChoice]):
    """Find a collection or type the title of a new one, then choose or type the heading."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]

    DEFAULT_CSS = """
    CollectionModal {
        #sections { display: none; }
        &.-second #sections { display: block; }
        &.-second #collections { display: none; }
    }
    """

    def __init__(self, collections: Sequence[Collection], current: str | None = None) -> None:
        """Take the collections there are.

        Args:
            collections: All collections of the desk.
            current: The slug of the one to highlight at first, such as the one added to last.
        """
        super().__init__(_("Add to a collection"))
        self.add_class("-tall")
        self._collections = {collection.slug: collection for collection in collections}
        self._current = current
        self._slug: str | None = None
        self._new_title: str | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Yield the list of collections, and the headings for the second step."""
        yield Chooser(
            [_collection_choice(collection) for collection in self._collections.values()],
            placeholder=_("Find a collection, or type the title of a new one"),
            create_words=lambda title: _("new collection “{title}”").format(title=title),
            highlighted=self._current,
            id="collections",
        )
        yield Chooser(
            [],
            placeholder=_("Find a heading, or type a new one"),
            create_words=lambda title: _("new heading “{title}”").format(title=title),
            id="sections",
        )

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (self.cancel_action, ModalAction(_("Add"), "ctrl+s", "save", is_main=True))

    def on_chooser_chosen(self, event: Chooser.Chosen) -> None:
        """Go on to the headings of this collection, or close with the heading."""
        if event.chooser.id == "sections":
            self._close(event.choice.value or None)
        else:
            self._slug = event.choice.value
            self._show_step()

    def on_chooser_created(self, event: Chooser.Created) -> None:
        """Go on with a new collection, or close with a new heading."""
        if event.chooser.id == "sections":
            self._close(event.text)
        else:
            self._new_title = event.text
            self._show_step()

    def action_save(self) -> None:
        """Do what Enter does."""
        self._chooser.take()

    def action_cancel(self) -> None:
        """Go back to the list, from there close without a value."""
        if self.has_class("-second"):
            self._slug = self._new_title = None
            self._show_step()
        else:
            self.dismiss(None)

    @property
    def _chooser(self) -> Chooser:
        step = "#sections" if self.has_class("-second") else "#collections"
        return self.query_one(step, Chooser)

    def _show_step(self) -> None:
        is_second = bool(self._slug or self._new_title)
        self.set_class(is_second, "-second")
        if is_second:
            self._chooser.clear()
            self._chooser.replace(self._section_choices())
        self.say(self._chosen_title())
        self._chooser.focus()

    def _chosen_title(self) -> str:
        title = self._collections[self._slug].title if self._slug else self._new_title
        return _("In “{title}”, under which heading?").format(title=title) if title else ""

    def _section_choices(self) -> list[Choice]:
        sections = self._collections[self._slug].sections if self._slug else ()
        return [
            Choice(_NO_SECTION, _("(without a heading)")),
            *(Choice(section.title, section.title) for section in sections),
        ]

    def _close(self, section: str | None) -> None:
        self.answer(CollectionChoice(self._slug, self._new_title, section))


def _collection_choice(collection: Collection) -> Choice:
    count = collection.article_count
    return Choice(
        collection.slug,
        collection.title,
        detail=ngettext("{count} article", "{count} articles", count).format(count=count),
        other_names=(collection.slug,),
    )
