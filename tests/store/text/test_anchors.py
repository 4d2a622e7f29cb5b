from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import InvalidError
from store.models import Span, TextQuote
from store.text.alignment import normalise
from store.text.anchors import carry, holds, quote_at
from tests.support.edits import EDITS, paragraphs, passages
from tests.support.texts import ARTICLES, PORT

if TYPE_CHECKING:
    from collections.abc import Iterator


def span_of(text: str, passage: str, occurrence: int = 0) -> Span:
    """Return where a passage stands, the first time or a later one."""
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(passage, start + 1)
    return Span(start, start + len(passage))


def carried(old: str, new: str, passage: str, occurrence: int = 0) -> Span | None:
    return carry(old, new, [span_of(old, passage, occurrence)])[0]


def trials() -> Iterator[tuple[str, str]]:
    """Yield the kind of edit and what became of a passage: right, lost or wrong."""
    for name, text in ARTICLES.items():
        spans = list(passages(text))
        for edit_kind in EDITS:
            edit = edit_kind(text, Random(f"{name} {edit_kind.__name__}"))
            for span, found in zip(spans, carry(text, edit.apply(text), spans), strict=True):
                truth = edit.truth(span)
                outcome = "right" if found == truth else "lost" if found is None else "wrong"
                yield edit_kind.__name__, outcome


def test_no_passage_is_carried_to_a_wrong_place() -> None:
    outcomes = Counter(trials())
    total = Counter(outcome for _, outcome in outcomes.elements())
    assert {kind for kind, outcome in outcomes if outcome == "wrong"} == set()
    assert total.total() >= 8_000
    assert total["right"] / total.total() >= 0.995


@pytest.mark.parametrize("name", ARTICLES)
def test_passages_of_a_moved_paragraph_are_found_there_or_not_at_all(name: str) -> None:
    text = ARTICLES[name]
    moved, other = paragraphs(text)[1], paragraphs(text)[-1]
    block = text[moved.start : moved.end]
    new = text[: moved.start] + text[moved.end : other.start] + block + text[other.start :]
    shift = other.start - moved.end
    for span in passages(text):
        found = carry(text, new, [span])[0]
        if moved.start <= span.start < moved.end:
            assert found in {None, Span(span.start + shift, span.end + shift)}
        elif found:
            assert new[found.start : found.end] == text[span.start : span.end]


def test_unchanged_text_keeps_every_span() -> None:
    spans = [Span(0, 4), Span(10, 400), Span(len(PORT) - 1, len(PORT))]
    assert carry(PORT, PORT, spans) == spans


def test_passage_behind_an_insertion_moves_with_it() -> None:
    old = "Le quai est livré. La grue arrive en mai prochain."
    found = carried(old, f"Mis à jour à 9 h.\n\n{old}", "La grue arrive")
    assert found == span_of(f"Mis à jour à 9 h.\n\n{old}", "La grue arrive")


def test_deleted_passage_is_an_orphan() -> None:
    old = "Le quai est livré. La grue arrive en mai prochain. Le maire s’en réjouit."
    assert carried(old, old.replace("La grue arrive en mai prochain. ", ""), "La grue") is None


def test_deleted_passage_is_not_looked_for_elsewhere() -> None:
    first = "La coopérative exporte 200 000 tonnes de blé."
    old = f"{first} Elle voulait des horaires garantis par le port. Rappel : {first}"
    new = old[len(first) + 1 :]
    assert carry(old, new, [span_of(old, first)]) == [None]
    assert carry(old, new, [span_of(old, first, 1)]) == [span_of(new, first)]


def test_passage_with_one_word_changed_is_an_orphan() -> None:
    old = "Le port annonce que sept accords techniques ont été signés lundi avec Anvers."
    new = old.replace("sept", "six")
    assert carried(old, new, "sept accords techniques") is None
    assert carried(old, new, "accords techniques ont été signés") is not None


def test_passage_with_a_word_put_into_it_is_an_orphan() -> None:
    old = "Le port annonce que sept accords techniques ont été signés lundi avec Anvers."
    assert carried(old, old.replace("accords", "accords dits"), "sept accords techniques") is None


def test_passage_that_was_doubled_on_the_spot_is_an_orphan() -> None:
    sentence = "La coopérative exporte 200 000 tonnes de blé. "
    old = f"Le port est content. {sentence}Le maire aussi, dit-il."
    new = f"Le port est content. {sentence}{sentence}Le maire aussi, dit-il."
    assert carried(old, new, sentence.strip()) is None


def test_lone_word_in_a_rewritten_sentence_is_an_orphan() -> None:
    old = "Le maire de Gand a reçu la délégation. Il pleuvait."
    assert carried(old, "À Gand, tout est à refaire : la mission est reportée.", "Gand") is None


def test_boxes_that_repeat_each_other_keep_their_own_passages() -> None:
    box = "En bref : quatre convois par semaine, deux ports, un pont trop bas. " * 40
    old = f"{box}\nLe reste de l’article est long.\n{box}"
    new = f"Titre neuf\n{old}"
    spans = [span_of(old, "un pont trop bas", occurrence) for occurrence in (0, 17, 60)]
    shift = len("Titre neuf\n")
    assert carry(old, new, spans) == [Span(s.start + shift, s.end + shift) for s in spans]


def test_typography_is_no_change() -> None:
    old = "« L’accord est signé », dit-elle – enfin. Coût\u00a0: 6,4\u202fmillions\u00a0!"
    new = 'Lundi. "L\'accord  est\nsigné", dit-elle - enfin. Coût : 6,4 millions !'
    assert carried(old, new, "L’accord est signé") == span_of(new, "L'accord  est\nsigné")
    assert carried(old, new, "Coût\u00a0: 6,4\u202fmillions") == span_of(new, "Coût : 6,4 millions")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (0, 100), (-1, 4)])
def test_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(InvalidError):
        quote_at("dix lettres", Span(start, end))


def test_quote_keeps_32_characters_around_the_passage() -> None:
    span = span_of(PORT, "l’accord ne donnera")
    quote = quote_at(PORT, span)
    assert quote.exact == "l’accord ne donnera"
    assert len(quote.prefix) == len(quote.suffix) == 32
    assert quote.prefix + quote.exact + quote.suffix in PORT


def test_quote_at_the_ends_of_a_text_keeps_what_there_is() -> None:
    assert quote_at("Le quai", Span(0, 7)) == TextQuote("Le quai", "", "", 0, 7)


def test_quote_holds_only_where_it_was_taken() -> None:
    quote = quote_at(PORT, span_of(PORT, "Il reste à élargir un pont."))
    assert not holds(f" {PORT}", quote)
    assert not holds(PORT.replace("élargir", "relever"), quote)
    assert not holds("", quote)


PIECES = ["le ", "pont", " ", "l’", "l'", "é", "e\u0301", "« ", "»", "\n", "-", "40\u202f000"]
WORDS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
TEXTS = st.one_of(WORDS, st.text(max_size=80), st.sampled_from(list(ARTICLES.values())))


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(texts_with_spans(), TEXTS)
def test_what_is_carried_has_the_same_words(case: tuple[str, Span], new: str) -> None:
    old, span = case
    found = carry(old, new, [span])[0]
    if found:
        passage = normalise(old[span.start : span.end])
        assert normalise(new[found.start : found.end]) == passage


@given(texts_with_spans(), st.data())
def test_what_is_carried_through_a_cut_has_the_same_words(
    case: tuple[str, Span], data: st.DataObject
) -> None:
    old, span = case
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    new = old[:start] + data.draw(WORDS) + old[end:]
    found = carry(old, new, [span])[0]
    if found:
        passage = normalise(old[span.start : span.end])
        assert normalise(new[found.start : found.end]) == passage


@given(texts_with_spans())
def test_every_quote_holds_in_its_text(case: tuple[str, Span]) -> None:
    text, span = case
    assert holds(text, quote_at(text, span))


def test_annotations_of_monotonous_texts_are_carried_in_bounded_work() -> None:
    old = "Le grand quai numéro un est ouvert. " + "un deux " * 10_000
    new = old.replace("ouvert", "fermé").replace("un deux", "deux un trois")
    assert carried(old, new, "Le grand quai numéro un est") == Span(0, 27)
    assert carried(old, new, "deux un deux un deux un deux un") is None
