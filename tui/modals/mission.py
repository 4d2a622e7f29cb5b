"""Linking articles to an economic mission: which one, then as what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical

from store.models import MissionDetails, PressDate, Role
from tui.i18n import _
from tui.modals.base import MarbreModal, ModalAction
from tui.modals.choices import Choice, suggested_first
from tui.modals.chooser import Chooser
from tui.modals.mission_form import MissionForm
from tui.modals.picker import Picker, PickerOption
from tui.modals.prose import Prose
from tui.safe_text import clean_line
from tui.suggesting_words import reason_line
from tui.words import label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual.widget import Widget

    from store.models import Mission
    from tui.suggesting import Advice

LINKED, NOT_LINKED = "☑", "☐"


@dataclass(frozen=True, slots=True)
class MissionChoice:
    """A mission and what the articles are to it; either ``slug`` or ``new`` is there."""

    slug: str | None
    new: MissionDetails | None
    role: Role
    unlink: bool = False
    """Whether the articles are to be taken from the mission."""


def role_options() -> list[PickerOption[Role]]:
    """The roles of an article in a mission with their words."""
    helps = {
        Role.ANNOUNCEMENT: _("It says that the mission will be."),
        Role.REPORT: _("It tells of the mission while or after it is on."),
        Role.ASSESSMENT: _("It says what has come of the mission."),
        Role.PRESS_RELEASE: _("It is what the organisers themselves sent out."),
        Role.BACKGROUND: _("It helps to understand the mission."),
    }
    return [PickerOption(role, label(role), helps[role]) for role in Role]


class MissionModal(MarbreModal[MissionChoice]):
    """Find a mission or type the title of a new one, then choose the role."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False),
        Binding("ctrl+d", "details", show=False, priority=True),
        Binding("ctrl+x", "unlink", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    MissionModal {
        #as-what { display: none; }
        &.-second #as-what { display: block; }
        &.-second Chooser { display: none; }
        #as-what Prose { margin-bottom: 1; }
    }
    """

    def __init__(
        self,
        missions: Sequence[Mission],
        links: Mapping[str, Role] | None = None,
        *,
        role: Role = Role.REPORT,
        likely: Mapping[str, Role] | None = None,
        read_dates: Callable[[str], PressDate] = PressDate,
    ) -> None:
        """Take the missions there are.

        Args:
            missions: All missions of the desk.
            links: Slugs of the missions that the articles are linked to, with their role.
            role: What an article is to a mission it is not linked to yet, until one chooses.
            likely: What it more likely is to some, by their slugs.
            read_dates: What the dates of a new mission mean, as the press says them.
        """
        super().__init__(_("Link to a mission"))
        self.add_class("-tall")
        self._missions = {mission.slug: mission for mission in missions}
        self._links = dict(links or {})
        self._role = role
        self._likely = dict(likely or {})
        self._read_dates = read_dates
        self._slug: str | None = None
        self._new: MissionDetails | None = None
        self._reasons: dict[str, str] = {}
        # Made now, so that what comes while the modal is being laid out finds it.
        self._chooser = Chooser(
            self._choices(),
            placeholder=_("Find a mission, or type the title of a new one"),
            create_words=lambda title: _("new mission “{title}”").format(title=title),
        )

    def suggest(self, advice: Sequence[Advice]) -> None:
        """List before the others the missions that would suit the article, and why; at any time."""
        self._reasons = {
            each.name: reason_line(each)
            for each in advice
            if not each.is_tag and each.name in self._missions
        }
        self._chooser.replace(self._choices())

    def compose_body(self) -> Iterable[Widget]:
        """Yield the list of missions, and the roles for the second step."""
        yield self._chooser
        with Vertical(id="as-what"):
            yield Prose("", classes="passage")
            yield Picker(role_options(), self._role, vertical=True)

    def actions(self) -> Sequence[ModalAction]:
        """Return the buttons."""
        return (
            self.cancel_action,
            ModalAction(_("Details"), "ctrl+d", "details"),
            ModalAction(_("Unlink"), "ctrl+x", "unlink"),
            ModalAction(_("Link"), "ctrl+s", "save", is_main=True),
        )

    def on_mount(self) -> None:
        """Begin with the list."""
        self._show_step()

    def on_chooser_chosen(self, event: Chooser.Chosen) -> None:
        """Go on to the role in this mission."""
        self._slug, self._new = event.choice.value, None
        likely = self._likely.get(event.choice.value, self._role)
        self._ask_role(self._links.get(event.choice.value, likely))

    def on_chooser_created(self, event: Chooser.Created) -> None:
        """Go on to the role in a mission that is made by the way."""
        self._slug, self._new = None, MissionDetails(title=event.text)
        self._ask_role(Role.ANNOUNCEMENT if not self._missions else self._role)

    def on_chooser_moved(self, event: Chooser.Moved) -> None:
        """Say how the articles stand to the mission that is highlighted."""
        choice = event.choice
        role = self._links.get(choice.value) if choice else None
        self.say(_("Linked as: {role}").format(role=label(role)) if role else "")
        self.offer("unlink", is_offered=role is not None)

    def on_picker_changed(self) -> None:
        """Say what the role means."""
        if self.has_class("-second"):
            self.say(self.query_one(Picker).help_text)

    def on_picker_settled(self) -> None:
        """Take the role."""
        self.action_save()

    def action_save(self) -> None:
        """Close with the mission and the role, or go on to the role."""
        if not self.has_class("-second"):
            self._chooser.take()
        elif self._new or self._slug:
            self.answer(MissionChoice(self._slug, self._new, self.query_one(Picker).value))

    def action_unlink(self) -> None:
        """Close with the wish to take the articles from the mission."""
        slug = self._slug or self._highlighted_slug()
        if slug in self._links:
            self.answer(MissionChoice(slug, None, self._links[slug], unlink=True))
        else:
            self.complain(_("The articles are not linked to this mission."))

    def action_details(self) -> None:
        """Write down what is known of the new mission."""
        if self._new is None:
            self.complain(_("Choose a new mission first: type its title."))
        else:
            form = MissionForm(self._new, read_dates=self._read_dates)
            self.app.push_screen(form, self._keep_details)

    def action_cancel(self) -> None:
        """Go back to the list, from there close without a value."""
        if self.has_class("-second"):
            self._slug = self._new = None
            self._show_step()
        else:
            self.dismiss(None)

    def _keep_details(self, details: MissionDetails | None) -> None:
        if details is not None:
            self._new = details
            self._show_step()

    def _ask_role(self, role: Role) -> None:
        self.query_one(Picker).choose(role)
        self._show_step()

    def _show_step(self) -> None:
        is_second = bool(self._slug or self._new)
        self.set_class(is_second, "-second")
        self.say(self.query_one(Picker).help_text if is_second else "")
        self.offer("details", is_offered=self._new is not None)
        self.offer("unlink", is_offered=(self._slug or self._highlighted_slug()) in self._links)
        self.query_one("#as-what Prose", Prose).show(self._chosen_title())
        (self.query_one(Picker) if is_second else self._chooser).focus()

    def _chosen_title(self) -> str:
        if self._new:
            return _("new mission “{title}”").format(title=clean_line(self._new.title))
        return self._missions[self._slug].details.title if self._slug else ""

    def _highlighted_slug(self) -> str:
        choice = self._chooser.highlighted
        return choice.value if choice else ""

    def _choices(self) -> list[Choice]:
        linked_first = sorted(self._missions, key=lambda slug: slug not in self._links)
        choices = {slug: self._choice(self._missions[slug]) for slug in linked_first}
        return suggested_first(choices, self._reasons, _("Other missions"))

    def _choice(self, mission: Mission) -> Choice:
        details = mission.details
        role = self._links.get(mission.slug)
        parts = [label(role)] if role else []
        parts += [", ".join(details.destinations), details.dates.text if details.dates else ""]
        return Choice(
            mission.slug,
            details.title,
            detail=" · ".join(filter(None, parts)),
            other_names=(mission.slug, *details.destinations),
            mark=LINKED if role else NOT_LINKED,
        )
