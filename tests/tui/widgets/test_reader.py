from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.binding import Binding
from textual.message import Message

from store.models import AnnotationKind, Span
from tests.tui.steady import running
from tests.tui.widgets.samples import (
    DANGEROUS,
    HOSTILE_TITLES,
    make_annotation,
    make_article,
    make_text,
    screen_lines,
)
from tui.widgets.reader import Reader

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from store.models import ArticleText

TITLE = "Le port de Kerlann agrandit son quai"
TEXT = (
    f"{TITLE}\n\n"
    "La chambre a signé mardi. M. Dupont investit 3,5\u00a0M€ dans le lot n°\u00a04. Qui suivra\u00a0?\n\n"
    "«\u00a0Nous y croyons\u00a0», dit la directrice. Elle recrute.\n\n"
    + "".join(f"Paragraphe {number} de la suite, sans surprise.\n\n" for number in range(30))
    + "Sujets les plus lus\n"
)
BODY_START = len(TITLE) + 2
NOISE = Span(TEXT.index("Sujets"), len(TEXT))
ARTICLE_TEXT = make_text(TEXT, body_start=BODY_START, noise=(NOISE,))
SIZE = (80, 24)


class ReaderApp(App[None]):
    """An app of one reader that remembers what it says and which keys it leaves alone."""

    SCREEN_KEYS = "t,n,m,c,K,D,s,u,e,o,x,p,enter,escape,z,g,space,slash"
    BINDINGS = [Binding(SCREEN_KEYS, "screen_key")]  # noqa: RUF012 - as Textual's own are

    def __init__(self, text: ArticleText = ARTICLE_TEXT, **shown: Any) -> None:
        super().__init__()
        self.text = text
        self.shown = shown
        self.said: list[Message] = []
        self.left_alone = 0
        self.reader = Reader()

    def compose(self) -> ComposeResult:
        yield self.reader

    def on_mount(self) -> None:
        self.reader.focus()
        self.reader.show(make_article(), self.text, **self.shown)

    def action_screen_key(self) -> None:
        self.left_alone += 1

    def on_reader_annotate_requested(self, message: Reader.AnnotateRequested) -> None:
        self.said.append(message)

    def on_reader_annotation_chosen(self, message: Reader.AnnotationChosen) -> None:
        self.said.append(message)

    def on_reader_annotation_remove_requested(
        self, message: Reader.AnnotationRemoveRequested
    ) -> None:
        self.said.append(message)

    def on_reader_copied(self, message: Reader.Copied) -> None:
        self.said.append(message)

    @property
    def selected(self) -> str | None:
        span = self.reader.selection
        return None if span is None else self.text.text[span.start : span.end]

    @property
    def at_cursor(self) -> str:
        return self.text.text[self.reader.cursor_offset :]


def span_of(passage: str, text: str = TEXT) -> Span:
    return Span(text.index(passage), text.index(passage) + len(passage))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("", "Le port"),
        ("j", "La chambre"),
        ("j w w", "a signé"),
        ("j w w b", "chambre"),
        ("j l l", " chambre"),
        ("j l h", "La chambre"),
        ("j right_parenthesis", "M. Dupont"),
        ("j right_parenthesis right_parenthesis", "Qui suivra"),
        ("j right_parenthesis left_parenthesis", "La chambre"),
        ("j right_curly_bracket", "«\u00a0Nous"),
        ("j right_curly_bracket left_curly_bracket", "La chambre"),
        ("j dollar_sign", "i suivra"),
        ("j dollar_sign 0", "La chambre"),
        ("end", ".\n\nSujets"),
        ("end home", "Le port"),
        ("end k k", "Paragraphe 27"),
    ],
)
async def test_keys_move_the_cursor(keys: str, expected: str) -> None:
    app = ReaderApp()
    async with running(app, size=(78, 24)) as pilot:
        await pilot.press(*keys.split())
        if keys == "end k k":
            await pilot.press("0")
        assert app.at_cursor.startswith(expected)


async def test_the_cursor_stays_in_sight() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        for key in ["pagedown", "j", "j", "pagedown", "end", "k", "pageup", "k", "home"]:
            await pilot.press(key)
            line = app.at_cursor.splitlines()[0]
            assert any(line in drawn for drawn in screen_lines(app.reader))
        assert app.reader.scroll_offset.y == 0


async def test_a_cursor_that_was_scrolled_out_of_sight_comes_back_into_it() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        app.reader.scroll_to(y=30, animate=False)
        await pilot.press("j")
        assert app.reader.scroll_offset.y >= 26
        assert app.at_cursor.splitlines()[0] in "\n".join(screen_lines(app.reader))


async def test_v_selects_the_word_the_sentence_the_paragraph() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        await pilot.press("j", "right_parenthesis", "w")
        seen = []
        for _ in range(4):
            await pilot.press("v")
            seen.append(app.selected)
        sentence = "M. Dupont investit 3,5\u00a0M€ dans le lot n°\u00a04."
        paragraph = f"La chambre a signé mardi. {sentence} Qui suivra\u00a0?"
        assert seen == ["Dupont", sentence, paragraph, "Dupont"]
        await pilot.press("escape")
        assert (app.selected, app.left_alone) == (None, 0)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("w", "chambre a"),
        ("w b", "chambre"),
        ("b", "La chambre"),
        ("l l", "chambre a"),
        ("s", "La chambre a signé mardi."),
        ("s s", "La chambre a signé mardi. M. Dupont investit 3,5\u00a0M€ dans le lot n°\u00a04."),
        ("s b b", "La chambre a signé"),
        ("s o w", "chambre a signé mardi."),
        ("s o w o b", "chambre a signé mardi"),
        ("right_parenthesis", "La chambre a signé mardi."),
        (
            "dollar_sign",
            "chambre a signé mardi. M. Dupont investit 3,5\u00a0M€ dans le lot n°\u00a04. Qui",
        ),
        ("left_parenthesis", "La chambre a signé mardi."),
        ("left_parenthesis left_parenthesis", f"{TITLE}\n\nLa chambre a signé mardi."),
    ],
)
async def test_a_selection_is_changed_by_keys(keys: str, expected: str) -> None:
    app = ReaderApp()
    async with running(app, size=(78, 24)) as pilot:
        await pilot.press("j", "w", "v", *keys.split())
        assert app.selected == expected


async def test_whole_paragraphs_are_selected_and_never_the_noise() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        await pilot.press("j", "v", *["p"] * 40)
        assert app.selected is not None
        assert app.selected.endswith("Paragraphe 29 de la suite, sans surprise.")
        await pilot.press("escape", "z", "end", "v")
        assert app.selected is None


async def test_a_asks_to_annotate_the_selection() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        await pilot.press("j", "v", "w", "a")
        request = app.said[0]
        assert isinstance(request, Reader.AnnotateRequested)
        assert request.article_id == make_article().id
        assert (request.span, request.text) == (span_of("La chambre"), "La chambre")
        assert app.selected == "La chambre"


async def test_a_without_a_selection_takes_the_sentence() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        await pilot.press("j", "right_curly_bracket", "w", "a")
        request = app.said[0]
        assert isinstance(request, Reader.AnnotateRequested)
        assert request.text == "«\u00a0Nous y croyons\u00a0», dit la directrice."


async def test_in_the_noise_there_is_nothing_to_annotate() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        await pilot.press("z", "end", "a", "y")
        assert app.at_cursor == "s\n"
        assert app.said == []


async def test_the_title_can_be_annotated() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        await pilot.press("v", "v", "a")
        request = app.said[0]
        assert isinstance(request, Reader.AnnotateRequested)
        assert request.span == Span(0, len(TITLE))


async def test_offsets_are_those_of_a_text_with_characters_that_are_not_drawn() -> None:
    text = (
        "\ufeffTi\u00adtre\r\n\r\nSou\u200bple e\u0301conomie\u202e [/x] 🏭 \x1b[2Jfin du mot.\r\n"
    )
    app = ReaderApp(make_text(text, body_start=text.index("Sou")))
    async with running(app, size=SIZE) as pilot:
        await pilot.press("j", "v", "a", "escape", "w", "v", "a")
        first, second = app.said
        assert isinstance(first, Reader.AnnotateRequested)
        assert isinstance(second, Reader.AnnotateRequested)
        assert (first.text, second.text) == ("Sou\u200bple", "e\u0301conomie")
        assert text[second.span.start : second.span.end] == second.text
        lines = screen_lines(app.reader)
        assert "    Souple e\u0301conomie\ufffd [/x] 🏭 \ufffd[2Jfin du mot." in [
            line.rstrip() for line in lines
        ]
        assert not DANGEROUS.search("".join(lines))


async def test_y_copies_and_ends_the_selection() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        await pilot.press("j", "v", "w", "y")
        assert app.clipboard == "La chambre"
        copied = app.said[0]
        assert isinstance(copied, Reader.Copied)
        assert (copied.text, app.selected) == ("La chambre", None)
        await pilot.press("y")
        assert app.clipboard == "La chambre a signé mardi."


async def test_what_is_copied_is_clean() -> None:
    app = ReaderApp(make_text("Un\x1b]52;c;x\x07 deux\u202e trois."))
    async with running(app, size=SIZE) as pilot:
        await pilot.press("y")
        assert app.clipboard == "Un\ufffd]52;c;x\ufffd deux\ufffd trois."


async def test_keys_of_the_screen_are_left_to_it() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        keys = [
            "t",
            "n",
            "m",
            "c",
            "K",
            "D",
            "s",
            "u",
            "e",
            "o",
            "x",
            "p",
            "enter",
            "escape",
            "g",
            "space",
            "slash",
        ]
        await pilot.press(*keys)
        assert app.left_alone == len(keys)
        await pilot.press("v", "s", "p", "o", "escape")
        assert app.left_alone == len(keys)


async def test_matches_are_gone_through_round_and_round() -> None:
    places = [span_of("signé"), span_of("dit la"), span_of("Sujets")]
    app = ReaderApp(matches=places)
    async with running(app, size=SIZE) as pilot:
        seen = []
        for key in [">", ">", ">", "<", "<"]:
            await pilot.press({">": "greater_than_sign", "<": "less_than_sign"}[key])
            seen.append(app.at_cursor.split()[0])
        assert seen == ["signé", "dit", "signé", "dit", "signé"]
        app.reader.show_matches([])
        await pilot.press("greater_than_sign")
        assert app.at_cursor.startswith("signé")


def drawn_as(app: ReaderApp, look: str) -> list[str]:
    """What is drawn in the colour of a look, from top to bottom."""
    reader = app.reader
    wanted = reader.get_component_rich_style(f"reader--{look}", partial=True).color
    segments = (segment for y in range(reader.size.height) for segment in reader.render_line(y))
    return [each.text for each in segments if each.style is not None and each.style.color == wanted]


async def test_known_names_are_marked_below_all_else() -> None:
    names = ("La chambre", "Dupont", "directrice", "Paragraphe 1 ")
    app = ReaderApp(
        mentions=[span_of(name) for name in names],
        matches=[span_of("Dupont")],
        annotations=[make_annotation(TEXT, "dit la directrice")],
    )
    async with running(app, size=SIZE) as pilot:
        assert drawn_as(app, "mention") == ["La chambre", "directrice", "Paragraphe 1 "]
        assert drawn_as(app, "match") == ["Dupont"]
        await pilot.press("j", "w", "v")
        assert app.selected == "chambre"
        assert drawn_as(app, "mention") == ["La ", "directrice", "Paragraphe 1 "]
        app.reader.show(make_article(), make_text("La chambre a signé."))
        await pilot.pause()
        assert drawn_as(app, "mention") == []


async def test_a_name_over_two_lines_is_marked_on_both() -> None:
    name = "Chambre de commerce et d’industrie du Finistère"
    before = "Voici que tout le monde apprend cette semaine que la "
    text = f"{before}{name} recrute."
    app = ReaderApp(make_text(text), mentions=[span_of(name, text)])
    async with running(app, size=SIZE):
        assert "".join(drawn_as(app, "mention")).replace(" ", "") == name.replace(" ", "")
        assert len(drawn_as(app, "mention")) == 2


ANNOTATIONS = (
    make_annotation(TEXT, "La chambre a signé mardi", note="À vérifier [/x] \x1b[2J"),
    make_annotation(TEXT, "signé", id="a2", kind=AnnotationKind.FACT),
    make_annotation(
        TEXT, "Elle recrute", id="a3", kind=AnnotationKind.DOUBT, note="Combien\u00a0?"
    ),
)


async def test_annotations_are_gone_through_changed_and_removed() -> None:
    app = ReaderApp(annotations=ANNOTATIONS)
    async with running(app, size=SIZE) as pilot:
        await pilot.press("right_square_bracket", "enter", "right_square_bracket", "x", "enter")
        await pilot.press(
            "right_square_bracket", "right_square_bracket", "left_square_bracket", "x"
        )
        assert [vars_of(message) for message in app.said] == [
            (Reader.AnnotationChosen, "a1"),
            (Reader.AnnotationRemoveRequested, "a2"),
            (Reader.AnnotationChosen, "a2"),
            (Reader.AnnotationRemoveRequested, "a3"),
        ]
        assert app.left_alone == 0


def vars_of(message: Message) -> tuple[type[Message], str]:
    assert isinstance(message, Reader.AnnotationChosen | Reader.AnnotationRemoveRequested)
    return type(message), message.annotation_id


async def test_a_note_shows_in_the_margin_of_a_wide_reader() -> None:
    app = ReaderApp(annotations=ANNOTATIONS)
    async with running(app, size=(120, 24)) as pilot:
        lines = screen_lines(app.reader)
        beside = next(line for line in lines if "La chambre" in line)
        assert beside.startswith("┃◆  La chambre")
        assert "┃ À vérifier [/x] \ufffd[2J" in beside
        row = next(y for y, line in enumerate(lines) if "Combien" in line)
        await pilot.click(Reader, offset=(lines[row].index("Combien"), row))
        assert app.at_cursor.startswith("Elle recrute")


async def test_a_note_shows_at_the_foot_of_a_narrow_one_when_the_cursor_is_on_it() -> None:
    app = ReaderApp(annotations=ANNOTATIONS)
    async with running(app, size=SIZE) as pilot:
        assert "À vérifier" not in "".join(screen_lines(app.reader))
        await pilot.press("right_square_bracket")
        assert "┃ À vérifier [/x] \ufffd[2J" in screen_lines(app.reader)[-1]
        await pilot.press("right_curly_bracket")
        assert "À vérifier" not in "".join(screen_lines(app.reader))


async def test_annotations_without_a_place_here_are_counted() -> None:
    lost = make_annotation(TEXT, "mardi", id="a4")
    app = ReaderApp(annotations=[*ANNOTATIONS, type(lost)(**{**as_dict(lost), "is_orphan": True})])
    async with running(app, size=SIZE):
        assert "1 annotation lost its passage" in "\n".join(screen_lines(app.reader))


def as_dict(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}


async def test_noise_is_hidden_until_it_is_asked_for() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        await pilot.press("end")
        lines = "\n".join(screen_lines(app.reader))
        assert "Sujets" not in lines
        assert "1 line that is not the article is hidden" in lines
        await pilot.press("z", "end")
        assert "Sujets les plus lus" in "\n".join(screen_lines(app.reader))
        await pilot.press("z")
        assert not app.at_cursor.startswith("Sujets")


async def test_shown_again_the_cursor_stays_and_the_selection_ends() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        await pilot.press("pagedown", "pagedown", "w", "v")
        offset, top = app.reader.cursor_offset, app.reader.scroll_offset.y
        app.reader.show(make_article(starred=True), ARTICLE_TEXT, annotations=ANNOTATIONS)
        await pilot.pause()
        assert (app.reader.cursor_offset, app.reader.scroll_offset.y) == (offset, top)
        assert app.selected is None


async def test_another_article_starts_at_its_top() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        await pilot.press("pagedown", "v")
        app.reader.show(make_article(), make_text("Autre texte."))
        await pilot.pause()
        assert (app.reader.cursor_offset, app.reader.scroll_offset.y) == (0, 0)
        assert app.reader.selection is None


async def test_nothing_can_be_shown() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        app.reader.show_nothing()
        await pilot.press(
            *[
                "j",
                "k",
                "w",
                "v",
                "a",
                "y",
                "end",
                "greater_than_sign",
                "right_square_bracket",
                "z",
                "x",
            ]
        )
        assert "".join(screen_lines(app.reader)).strip() == ""
        assert (app.said, app.reader.article_id, app.reader.selection) == ([], None, None)


async def test_a_passage_is_brought_into_sight() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        await pilot.press("v")
        app.reader.go_to(span_of("Paragraphe 25"))
        await pilot.pause()
        assert app.at_cursor.startswith("Paragraphe 25")
        assert app.selected is None
        assert "Paragraphe 25" in "\n".join(screen_lines(app.reader))


async def test_resizing_keeps_what_was_on_top() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        app.reader.go_to(span_of("Paragraphe 20"))
        await pilot.pause()
        top = screen_lines(app.reader)[0]
        await pilot.resize_terminal(120, 24)
        await pilot.pause()
        assert screen_lines(app.reader)[0].strip() == top.strip()


async def test_a_passage_gone_to_before_the_reader_shows_is_in_sight_when_it_does() -> None:
    app = ReaderApp()
    app.reader.display = False
    async with running(app, size=SIZE) as pilot:
        app.reader.go_to(span_of("Paragraphe 12"))
        await pilot.pause()
        app.reader.display = True
        await pilot.pause()
        shown = screen_lines(app.reader)
        assert "Paragraphe 12" in "\n".join(shown)
        assert "Paragraphe 11" in "\n".join(shown)


async def test_the_mouse_selects_by_offsets_of_the_text() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        row = next(y for y, line in enumerate(screen_lines(app.reader)) if "La chambre" in line)
        await pilot.mouse_down(Reader, offset=(4, row))
        await pilot.hover(Reader, offset=(8, row))
        await pilot.hover(Reader, offset=(13, row))
        await pilot.mouse_up(Reader, offset=(13, row))
        await pilot.pause()
        assert app.selected == "La chambre"
        assert app.screen.get_selected_text() == "La chambre"
        await pilot.press("a")
        request = app.said[0]
        assert isinstance(request, Reader.AnnotateRequested)
        assert request.span == span_of("La chambre")
        await pilot.press("escape")
        assert app.selected is None


async def test_clicks_put_the_cursor_and_select() -> None:
    app = ReaderApp()
    async with running(app, size=SIZE) as pilot:
        row = next(y for y, line in enumerate(screen_lines(app.reader)) if "La chambre" in line)
        await pilot.click(Reader, offset=(9, row))
        assert app.at_cursor.startswith("ambre a signé")
        await pilot.double_click(Reader, offset=(9, row))
        assert app.selected == "chambre"
        await pilot.triple_click(Reader, offset=(9, row))
        assert app.selected == "La chambre a signé mardi."
        await pilot.click(Reader, offset=(9, row))
        assert app.selected is None


@pytest.mark.parametrize("width", [12, 40, 80, 140])
async def test_hostile_texts_are_drawn_as_text_at_any_width(width: int) -> None:
    title = " ".join(HOSTILE_TITLES).replace("\n", " ")
    text = f"{title}\n\n" + "\n".join(HOSTILE_TITLES * 3)
    annotation = make_annotation(text, HOSTILE_TITLES[1], note=title)
    app = ReaderApp(make_text(text, body_start=len(title) + 2), annotations=[annotation])
    async with running(app, size=(width, 30)) as pilot:
        keys = ["right_square_bracket", "v", "v", "pagedown", "w", "end", "k", "escape", "home"]
        for key in keys:
            await pilot.press(key)
            inner = app.reader.scrollable_content_region.width
            strips = [app.reader.render_line(y) for y in range(app.reader.size.height)]
            assert {strip.cell_length for strip in strips} == {inner}
            assert not DANGEROUS.search("".join(screen_lines(app.reader)))
        assert app.is_running
