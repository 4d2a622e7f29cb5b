from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.models import Span
from tui.widgets.selection import (
    Passages,
    Selected,
    Unit,
    extend,
    grow,
    paragraphs,
    select,
    sentences,
    take_whole,
    words,
)

NEWS = (
    "M. Dupont a visité l’usine n° 4 de la zone, pour 3,5 M€. Qui paiera\u00a0? «\u00a0Nous,\u202fdit-il."
    " C’est prévu.\u00a0» La suite en mars.\nLes chiffres\n- 40\u00a0000 salariés. Un record\u202f!"
)

PRESS = st.lists(
    st.sampled_from(
        [
            "Un mot", "mot", " ", ". ", "M. ", "\u00a0?", " ! ", "«\u00a0", "\u00a0»", "\n", "3,5",
            "…", "J.-C. ", "É", "l’",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


def texts(spans: list[Span], text: str) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def span_of(passage: str, text: str = NEWS) -> Span:
    return Span(text.index(passage), text.index(passage) + len(passage))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M. Dupont part. Mme Roy reste.", ["M. Dupont part.", "Mme Roy reste."]),
        ("Un fonds de 3,5 M€ est né. Il durera.", ["Un fonds de 3,5 M€ est né.", "Il durera."]),
        ("Il vaut 3,5 M€. Le reste suivra.", ["Il vaut 3,5 M€.", "Le reste suivra."]),
        ("Le lot n° 4 est pris. Bien.", ["Le lot n° 4 est pris.", "Bien."]),
        ("Voir p. 4. Puis art. 12 et fig. 3.", ["Voir p. 4.", "Puis art. 12 et fig. 3."]),
        ("J.-C. Martin et A. Roy signent. Fin.", ["J.-C. Martin et A. Roy signent.", "Fin."]),
        ("Qui paiera\u00a0? La Région.", ["Qui paiera\u00a0?", "La Région."]),
        ("Qui paiera ? La Région.", ["Qui paiera ?", "La Région."]),
        ("«\u00a0Qui\u00a0?\u00a0» dit-il. Rien.", ["«\u00a0Qui\u00a0?\u00a0» dit-il.", "Rien."]),
        ("«\u00a0C’est fait.\u00a0» Il part.", ["«\u00a0C’est fait.\u00a0»", "Il part."]),
        ("« C’est fait. » Il part.", ["« C’est fait. »", "Il part."]),
        ("Il dit\u00a0: «\u00a0Oui. Non.\u00a0»", ["Il dit\u00a0: «\u00a0Oui.", "Non.\u00a0»"]),
        ("Peut-être… mais non. Si… Oui.", ["Peut-être… mais non.", "Si…", "Oui."]),
        ("Tram, bus, etc. Le maire veut tout.", ["Tram, bus, etc.", "Le maire veut tout."]),
        ("Vraiment ?! Oui.", ["Vraiment ?!", "Oui."]),
        ("Le Dr. Roy et Me. Petit, av. Foch.", ["Le Dr. Roy et Me. Petit, av. Foch."]),
        ("1. Un titre\n2. Un autre", ["1. Un titre", "2. Un autre"]),
        ("Sans point\nEt la suite. ", ["Sans point", "Et la suite."]),
        ("Le 12.03.2026 à 18.30. Fin", ["Le 12.03.2026 à 18.30.", "Fin"]),
        ("", []),
        (" \n\u00a0\n", []),
    ],
)  # fmt: skip
def test_french_sentences(text: str, expected: list[str]) -> None:
    assert texts(sentences(text), text) == expected


def test_words_figures_and_elisions() -> None:
    text = "L’État investit 12\u202f000,5\u00a0M€ (30 %) aujourd’hui\u00a0: «\u00a0porte-à-porte\u00a0»"
    assert texts(words(text), text) == [
        "L’", "État", "investit", "12\u202f000,5", "M€", "30", "%", "aujourd’hui",
        "porte-à-porte",
    ]  # fmt: skip


def test_words_of_decomposed_letters_and_with_soft_hyphens_are_whole() -> None:
    text = "une e\u0301conomie sou\u200bple"
    assert texts(words(text), text) == ["une", "e\u0301conomie", "sou\u200bple"]


def test_paragraphs_are_lines_that_say_something() -> None:
    text = " Un.\n\n\u00a0\nDeux. \n"
    assert texts(paragraphs(text), text) == ["Un.", "Deux."]


@given(PRESS)
def test_sentences_cover_every_paragraph_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all("\n" not in text[span.start : span.end] for span in spans)
    covered = "".join(texts(spans, text))
    strip = str.maketrans("", "", " \n\u00a0")
    assert covered.translate(strip) == text.translate(strip)


def test_a_selection_grows_from_word_to_sentence_to_paragraph() -> None:
    passages = Passages(NEWS)
    steps = [span_of("paiera")]
    for _ in range(3):
        steps.append(grow(passages, steps[-1]))
    paragraph = NEWS[: NEWS.index("\n")]
    assert texts(steps, NEWS) == ["paiera", "Qui paiera\u00a0?", paragraph, paragraph]


def test_words_extend_and_shrink_the_end_that_moves() -> None:
    passages = Passages(NEWS)
    word = span_of("visité")
    selected = Selected(word, word)
    longer = extend(passages, Unit.WORD, selected, 1)
    longer = extend(passages, Unit.WORD, longer, 1)
    assert longer.span == span_of("visité l’usine")
    shorter = extend(passages, Unit.WORD, longer, -1)
    assert shorter.span == span_of("visité l’")
    back = extend(passages, Unit.WORD, extend(passages, Unit.WORD, shorter, -1), -1)
    assert back.span == span_of("a visité")
    assert extend(passages, Unit.WORD, back, 1).span == word


def test_the_other_end_moves_after_a_swap() -> None:
    passages = Passages(NEWS)
    selected = select(passages, span_of("La suite en mars."))
    fewer = extend(passages, Unit.WORD, selected.swapped(), 1)
    assert fewer.span == span_of("suite en mars.")
    assert extend(passages, Unit.WORD, selected.swapped(), -1).span.start == NEWS.index("prévu")


def test_sentences_are_added_whole() -> None:
    passages = Passages(NEWS)
    word = span_of("paiera")
    sentence = take_whole(passages, Unit.SENTENCE, Selected(word, word))
    assert sentence.span == span_of("Qui paiera\u00a0?")
    two = take_whole(passages, Unit.SENTENCE, sentence)
    assert two.span == span_of("Qui paiera\u00a0? «\u00a0Nous,\u202fdit-il.")
    assert extend(passages, Unit.SENTENCE, two, -1).span == sentence.span
    before = extend(passages, Unit.SENTENCE, sentence, -1)
    assert before.span.start == 0
    assert before.span.end == sentence.span.end


def test_paragraphs_are_added_whole() -> None:
    passages = Passages(NEWS)
    word = span_of("chiffres")
    first = take_whole(passages, Unit.PARAGRAPH, Selected(word, word))
    assert first.span == span_of("Les chiffres")
    assert take_whole(passages, Unit.PARAGRAPH, first).span.end == len(NEWS)


def test_a_sentence_selected_whole_can_be_made_smaller_word_by_word() -> None:
    passages = Passages(NEWS)
    selected = select(passages, span_of("La suite en mars."))
    without_stop = extend(passages, Unit.WORD, selected, -1)
    assert without_stop.span == span_of("La suite en mars")
    assert extend(passages, Unit.WORD, without_stop, -1).span == span_of("La suite en")


def test_what_must_not_be_selected_is_cut_off_at_the_ends() -> None:
    passages = Passages("un deux\n\n\n\ntrois")
    assert passages.clipped(Span(3, 11)) == Span(3, 7)
    assert passages.clipped(Span(7, 11)) is None


def test_in_a_gap_the_next_passage_is_meant_and_after_the_last_the_last() -> None:
    passages = Passages("un  deux.  ")
    assert passages.covering(Unit.WORD, Span(2, 3)) == Span(4, 8)
    assert passages.covering(Unit.WORD, Span(9, 10)) == Span(4, 8)
    assert Passages(" ").covering(Unit.WORD, Span(0, 1)) is None


@given(PRESS, st.data())
def test_no_step_loses_what_holds_still(text: str, data: st.DataObject) -> None:
    passages = Passages(text)
    if not passages.words:
        return
    word = data.draw(st.sampled_from(passages.words))
    selected = Selected(word, word)
    for _ in range(8):
        unit = data.draw(st.sampled_from(Unit))
        selected = extend(passages, unit, selected, data.draw(st.sampled_from([-1, 1])))
        assert selected.span.start <= word.start
        assert word.end <= selected.span.end
