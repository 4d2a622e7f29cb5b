"""The keys of the reader. Those of the screen are left alone: / t n m c K D s u g e o ? : q."""

from __future__ import annotations

from textual.binding import Binding

from tui.i18n import N_


def _key(keys: str, action: str, description: str, name: str) -> Binding:
    return Binding(keys, action, description, show=False, id=f"reader.{name}")


MOVING = (
    _key("j,down", "lines(1)", N_("Line down"), "down"),
    _key("k,up", "lines(-1)", N_("Line up"), "up"),
    _key("l,right", "characters(1)", N_("Character right"), "right"),
    _key("h,left", "characters(-1)", N_("Character left"), "left"),
    _key("w,ctrl+right", "step('word', 1)", N_("Next word"), "next-word"),
    _key("b,ctrl+left", "step('word', -1)", N_("Previous word"), "previous-word"),
    _key("right_parenthesis", "step('sentence', 1)", N_("Next sentence"), "next-sentence"),
    _key("left_parenthesis", "step('sentence', -1)", N_("Previous sentence"), "previous-sentence"),
    _key(
        "right_curly_bracket,ctrl+down",
        "step('paragraph', 1)",
        N_("Next paragraph"),
        "next-paragraph",
    ),
    _key(
        "left_curly_bracket,ctrl+up",
        "step('paragraph', -1)",
        N_("Previous paragraph"),
        "previous-paragraph",
    ),
    _key("0", "line_edge(-1)", N_("Start of the line"), "line-start"),
    _key("dollar_sign", "line_edge(1)", N_("End of the line"), "line-end"),
    _key("pagedown,ctrl+f", "page(1)", N_("Page down"), "page-down"),
    _key("pageup,ctrl+b", "page(-1)", N_("Page up"), "page-up"),
    _key("home", "edge(-1)", N_("Start of the article"), "start"),
    _key("end,G", "edge(1)", N_("End of the article"), "end"),
)

JUMPING = (
    _key("greater_than_sign", "match(1)", N_("Next match of the search"), "next-match"),
    _key("less_than_sign", "match(-1)", N_("Previous match of the search"), "previous-match"),
    _key("N", "passage(1)", N_("Next best passage of the search"), "next-passage"),
    _key("alt+n", "passage(-1)", N_("The better passage before this"), "previous-passage"),
    _key("right_square_bracket,alt+down", "mark(1)", N_("Next annotation"), "next-annotation"),
    _key(
        "left_square_bracket,alt+up", "mark(-1)", N_("Previous annotation"), "previous-annotation"
    ),
    _key("z", "toggle_noise", N_("Show or hide what is not the article"), "noise"),
)

SELECTING = (
    _key("v", "select", N_("Select the word, the sentence, the paragraph"), "select"),
    _key("s", "take('sentence')", N_("Select whole sentences"), "take-sentence"),
    _key("p", "take('paragraph')", N_("Select whole paragraphs"), "take-paragraph"),
    _key("o", "swap", N_("Other end of the selection"), "swap"),
    _key("escape", "cancel", N_("Select nothing"), "cancel"),
    _key("a", "annotate", N_("Annotate the selection or the sentence"), "annotate"),
    _key("y", "copy", N_("Copy the selection or the sentence"), "copy"),
    _key("enter", "choose", N_("Change the annotation"), "choose"),
    _key("x", "remove", N_("Remove the annotation"), "remove"),
)
"""Some count only at times: while something is selected, or on an annotation. Else they go on to
the screen.
"""

KEYS = (*MOVING, *JUMPING, *SELECTING)
