"""What is done to the desk as a whole: undoing, collecting, exporting, finding commands."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.errors import CANCELLED
from store.errors import OthersActError
from store.models import ExportMode
from tui.act_names import describe_acts
from tui.commands import GROUP_NAMES, PLACE_NAMES, Group, Where
from tui.i18n import _, ngettext
from tui.keys import key_label
from tui.modals.confirm import ConfirmModal
from tui.modals.export import ExportFormat, ExportModal, ExportTarget
from tui.modals.help import HelpEntry, HelpGroup, HelpModal
from tui.modals.history import HistoryModal
from tui.modals.orphans import OrphansModal
from tui.modals.report import ReportModal, ReportRow
from tui.moments import moment
from tui.palette import Palette
from tui.paths import path_said
from tui.places import DISCARDED, INBOX, ORPHANS, UNREAD, PlaceKind
from tui.problem_words import advice_on, describe_problem
from tui.screens.wording import list_title, number, problem_words, report_words
from tui.themes import other_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from feeds.collecting.collector import CollectReport, FeedReport
    from store.desk import Desk
    from store.models import Annotation, Feed, JournalEntry
    from tui.commands import Command
    from tui.modals.export import ExportChoice
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler

MOST_ENTRIES = 500
"""Acts of the journal that are listed."""


async def undo(screen: DeskScreen) -> None:
    """Take back one's own last act; another's after a question."""
    try:
        entry = await _take_back(screen, lambda desk: desk.journal.undo())
    except OthersActError as error:
        await _undo_others(screen, error.entry)
        return
    screen.tell(_("Undone: {act}").format(act=await _words(screen, entry)))


async def _take_back(screen: DeskScreen, call: Callable[[Desk], JournalEntry]) -> JournalEntry:
    """Undo or do again; whichever article it went to, its row and what is read of it are shown anew."""
    return await screen.write(call, screen.articles.ids, tells=False)


async def _undo_others(screen: DeskScreen, entry: JournalEntry) -> None:
    question = _("There is nothing of yours left to undo. The last act is {editor}’s: undo it?")
    lines = [await _words(screen, entry)]
    if await screen.agrees(ConfirmModal(question.format(editor=entry.editor), lines)):
        await _undo_number(screen, entry.number)


async def _undo_number(screen: DeskScreen, number: int) -> None:
    entry = await _take_back(screen, lambda desk: desk.journal.undo(number))
    screen.tell(_("Undone: {act}").format(act=await _words(screen, entry)))


async def _words(screen: DeskScreen, entry: JournalEntry) -> str:
    (words,) = await screen.read(lambda desk: describe_acts(desk, [entry]))
    return words


async def redo(screen: DeskScreen) -> None:
    """Do again what was undone last."""
    entry = await _take_back(screen, lambda desk: desk.journal.redo())
    screen.tell(_("Done again: {act}").format(act=await _words(screen, entry)))


async def history(screen: DeskScreen) -> None:
    """Show the journal; an act can be undone or done again from it."""
    entries = await screen.read(lambda desk: desk.journal.list(MOST_ENTRIES))
    words = await screen.read(lambda desk: describe_acts(desk, entries))
    choice = await screen.ask(HistoryModal(list(zip(entries, words, strict=True))))
    if choice is None:
        return
    if choice.redo:
        entry = await screen.write(lambda desk: desk.journal.redo(choice.number), tells=False)
        screen.tell(_("Done again: {act}").format(act=await _words(screen, entry)))
        return
    chosen = next(each for each in entries if each.number == choice.number)
    if chosen.editor == screen.services.desk.editor or await _may_undo(screen, chosen):
        await _undo_number(screen, choice.number)


async def _may_undo(screen: DeskScreen, entry: JournalEntry) -> bool:
    question = _("This was done by {editor}. Undo it?").format(editor=entry.editor)
    return await screen.agrees(ConfirmModal(question, [await _words(screen, entry)]))


def collect(screen: DeskScreen) -> None:
    """Fetch the feeds, or stop doing so."""
    screen.start(screen.keeper.collect(), "collect")


async def report(screen: DeskScreen) -> None:
    """Show what the last collection brought."""
    last = await screen.jobs.read(screen.services.last_report)
    if last is None:
        screen.warn(
            _("Nothing was collected yet: {key} collects.").format(key=screen.key_of("collect"))
        )
        return
    feeds = await screen.read(lambda desk: desk.feeds.list())
    await screen.ask(
        ReportModal(
            _("Last round of the feeds"),
            report_rows(last, feeds),
            columns=(_("Feed"), _("New"), _("Changed"), _("Known"), _("Kept out")),
            summary=_("{report}, ended {time}").format(
                report=report_words(last), time=moment(last.ended)
            ),
        )
    )


def report_rows(last: CollectReport, feeds: Sequence[Feed]) -> list[ReportRow]:
    """A collection feed by feed, failures first; those that it did not come to are left out."""
    names = {feed.id: feed.name for feed in feeds}
    ordered = sorted(last.feeds, key=lambda each: (each.error is None, -each.new))
    return [
        _report_row(each, names.get(each.feed_id, each.url))
        for each in ordered
        if each.error is None or each.error.code != CANCELLED
    ]


def _report_row(each: FeedReport, name: str) -> ReportRow:
    counts = (each.new, each.changed, each.known, each.blocked)
    cells = (name, *map(number, counts))
    if each.error is None:
        return ReportRow(cells, note=" · ".join(_more_of(each)))
    problem, advice = describe_problem(each.error, each.url), advice_on(each.error.code)
    if advice:
        problem = _("{words}; {advice}").format(words=problem, advice=advice)
    return ReportRow(cells, problem)


def _more_of(each: FeedReport) -> Iterator[str]:
    """What the columns do not tell of a feed that worked."""
    if each.moved_to is not None:
        yield _("followed to {url}").format(url=each.moved_to)
    if each.pages_missing:
        words = ngettext("{count} page not had", "{count} pages not had", each.pages_missing)
        yield words.format(count=number(each.pages_missing))


async def export(screen: DeskScreen) -> None:
    """Write what is shown, or something else, to a file."""
    settings = screen.services.settings.export
    targets = await screen.read(partial(_export_targets, screen))
    if not targets:
        screen.warn(_("Exported is a collection, a mission or the answer to a search."))
        return
    choice = await screen.ask(
        ExportModal(
            targets,
            export_formats(settings.format),
            _export_folder(screen),
            default=_shown_target(screen),
            mode=ExportMode(settings.mode),
        )
    )
    if choice is None:
        return
    # Into a folder it goes under the name that is proposed.
    is_folder = await screen.jobs.read(choice.path.is_dir)
    path = choice.path / choice.file_name if is_folder else choice.path
    if await _may_write(screen, path):
        screen.start(_write_export(screen, replace(choice, path=path)), "export")


async def _may_write(screen: DeskScreen, path: Path) -> bool:
    """Ask before a file is replaced, and before a folder is made that nobody has chosen before."""
    if await screen.jobs.read(path.is_file):
        question = _("{path} is there already. Replace it?").format(path=path)
        return await screen.agrees(ConfirmModal(question, is_dangerous=True))
    if path.parent == _export_folder(screen) or await screen.jobs.read(path.parent.is_dir):
        return True
    question = _("There is no folder {folder}. Make it?").format(folder=path.parent)
    return await screen.agrees(ConfirmModal(question))


def _export_folder(screen: DeskScreen) -> Path:
    return path_said(screen.services.settings.export.folder or "", screen.services.desk.folder)


def export_formats(first: str) -> list[ExportFormat]:
    """The formats there are, the one to begin with first."""
    from store.export import EXPORTERS  # noqa: PLC0415 - few sessions export

    formats = [ExportFormat(each.name, each.suffix) for each in EXPORTERS.values()]
    return sorted(formats, key=lambda each: each.name != first)


def _export_targets(screen: DeskScreen, desk: Desk) -> list[ExportTarget]:
    query = _shown_query(screen)
    targets = [ExportTarget(query, list_title(screen.lister.ask))] if query else []
    targets += [
        ExportTarget(f"collection:{each.slug}", each.title, each.article_count, each.slug)
        for each in desk.collections.list()
    ]
    targets += [
        ExportTarget(f"mission:{each.slug}", each.details.title, each.article_count, each.slug)
        for each in desk.missions.list()
    ]
    return targets


def _shown_target(screen: DeskScreen) -> str | None:
    return _shown_query(screen) or f"{screen.place.kind}:{screen.place.name}"


def _shown_query(screen: DeskScreen) -> str:
    """The query for what is shown; empty where that is no selection, or has a target of its own."""
    ask = screen.lister.ask
    if ask.query and problem_words(screen.lister.answer):
        # What is not understood is not handed out.
        return ""
    has_own_target = ask.place.kind in {PlaceKind.COLLECTION, PlaceKind.MISSION}
    is_selection = ask.place not in {INBOX, UNREAD, DISCARDED} and not has_own_target
    return ask.whole_query if ask.query or is_selection else ""


async def _write_export(screen: DeskScreen, choice: ExportChoice) -> None:
    screen.say("export", _("exporting"))
    try:
        count, path = await screen.jobs.labour(partial(_do_export, screen, choice))
    finally:
        screen.say("export", "")
    words = ngettext(
        "{count} article written to {path}", "{count} articles written to {path}", count
    )
    screen.tell(words.format(count=number(count), path=path), timeout=8)


def _do_export(screen: DeskScreen, choice: ExportChoice) -> tuple[int, Path]:
    """Called in a thread."""
    services = screen.services
    result = services.export(choice.target, choice.format, choice.mode)
    choice.path.parent.mkdir(parents=True, exist_ok=True)
    return result.article_count, services.write_export(result, choice.path)


def pause_index(screen: DeskScreen) -> None:
    """Have the index wait, or go on."""
    screen.keeper.pause()


def backup(screen: DeskScreen) -> None:
    """Make a backup."""
    screen.start(_back_up(screen), "backup")


async def _back_up(screen: DeskScreen) -> None:
    path = await screen.jobs.labour(screen.services.desk.backups.make)
    screen.tell(_("Backed up as {name}").format(name=path.name))


def refresh(screen: DeskScreen) -> None:
    """Look into the folder and at everything again."""
    screen.start(_look_again(screen), "refresh")


async def _look_again(screen: DeskScreen) -> None:
    await screen.keeper.look_through_folder()
    screen.look_again()


async def place_orphans(screen: DeskScreen) -> None:
    """Choose an annotation that lost its passage, and go to place it."""
    orphans = await screen.read(_orphans)
    if not orphans:
        screen.tell(_("Every annotation stands in its place."))
        return
    chosen = await screen.ask(OrphansModal(orphans))
    if chosen is None:
        return
    annotation = next(each for each, _headline, _near in orphans if each.id == chosen)
    screen.show_place(ORPHANS, annotation.article_id)
    screen.placing = annotation
    screen.go_to_pane(Where.READER)
    screen.tell(
        _("{key} selects the passage, {again} puts the annotation there.").format(
            key=screen.key_of("select"), again=screen.key_of("annotate")
        ),
        timeout=8,
    )


def _orphans(desk: Desk) -> list[tuple[Annotation, str, str]]:
    from store.text.anchors import nearest  # noqa: PLC0415 - only orphans need it

    return [
        (
            each,
            desk.articles.get(each.article_id).headline,
            nearest(desk.articles.text(each.article_id).text, each.quote.exact) or "",
        )
        for each in desk.annotations.orphans()
    ]


async def palette(screen: DeskScreen) -> None:
    """Find a command, a place or a theme by its name."""
    commands = [each for each in screen.commands.values() if each.in_palette]
    places = [row.place for row in screen.views.all_rows if row.place is not None]
    choice = await screen.ask(Palette(commands, places, sorted(screen.app.available_themes)))
    if choice is None:
        return
    if choice.theme is not None:
        screen.app.theme = choice.theme
    for place in places:
        if place.key == choice.place:
            screen.show_place(place)
            screen.go_to_pane(Where.LIST)
    if choice.command is not None:
        screen.call_next(screen.do, choice.command)


def theme(screen: DeskScreen) -> None:
    """Change between dark and light."""
    screen.app.theme = other_theme(screen.app)


async def help_(screen: DeskScreen) -> None:
    """Show every key, those of the article first while one reads."""
    first = Group.READ if screen.pane is Where.READER else Group.JUDGE
    await screen.ask(HelpModal(help_groups(tuple(screen.commands.values()), first)))


def help_groups(commands: Sequence[Command], first: Group) -> list[HelpGroup]:
    """All commands under their headings, one of which comes first."""
    groups = sorted(GROUP_NAMES, key=lambda group: group is not first)
    return [
        HelpGroup(
            _(GROUP_NAMES[group]),
            tuple(_help_entry(each) for each in commands if each.group is group),
        )
        for group in groups
    ]


def _help_entry(command: Command) -> HelpEntry:
    keys = " ".join(map(key_label, command.keys)) or ":"
    words = _(command.help)
    if command.where is not Where.EVERYWHERE:
        words = f"{words} ({_(PLACE_NAMES[command.where])})"
    return HelpEntry(keys, _(command.name), words)


def quit_(screen: DeskScreen) -> None:
    """Close the desk."""
    screen.app.exit()


DESK_ACTS: Mapping[str, Handler] = {
    "undo": undo,
    "redo": redo,
    "history": history,
    "collect": collect,
    "report": report,
    "export": export,
    "backup": backup,
    "pause-index": pause_index,
    "refresh": refresh,
    "place-orphans": place_orphans,
    "palette": palette,
    "theme": theme,
    "help": help_,
    "quit": quit_,
}
