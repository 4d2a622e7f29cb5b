"""The words that make a question of a query and say nothing, or little, of what is asked for. Pure.

Somebody who asks « Comment supprimer mon compte ? » looks for *supprimer* and *compte*; one who types
« comment » and nothing else looks for that word. Who asks « En quelle année… ? » or « Combien de
personnes… ? » says of what kind the answer is: it need not stand beside the answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.language.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_ASKING = """
    comment pourquoi combien quand quoi quel quelle quels quelles qui qu que ou lequel laquelle lesquels
    lesquelles est-ce peut peut-on peut-il puis-je dois-je doit-on faut-il a-t-on y-a-t-il existe-t-il
"""
"""What a question begins with where nobody types a question mark."""

_FRAME = """
    comment pourquoi combien quand lequel laquelle lesquels lesquelles peut peuvent peux puis doit doivent
    dois pouvoir devoir faire fait suis sommes etes avez avons avait avaient eu peut-etre t lors toujours
    bien plus appelle appellent appele s cela
    faut faudra faudrait falloir pouvons pouvez pourra pourront pourrait pourrais devons devez devra devront
    devrait aura auront aurait avoir sera serait etre existe existent
"""

_CHOOSING = "quel quelle quels quelles combien"
"""Behind these the word comes that says of what kind the answer is, if need be after one that says nothing."""

_NO_KINDS = """
    est sont ete etait etaient fut furent premier premiere premiers premieres autre autres grand grande
    principal principale principaux principales differents differentes
"""

_KINDS = """
    nom type lieu date raison nombre role but moment annee periode duree somme montant prix taille age
    quantite cause difference exemple genre sorte titre fonction
"""
"""What says so wherever it stands in a question."""

_OPENERS, _FRAME_WORDS = frozenset(_ASKING.split()), frozenset(_FRAME.split())
_CHOOSERS, _KIND_WORDS = frozenset(_CHOOSING.split()), frozenset(_KINDS.split())
_OTHER_WORDS = frozenset(_NO_KINDS.split())

_FIRST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def is_question(text: str) -> bool:
    """Whether a query is a question: it has a question mark, or begins as one."""
    first = _FIRST.search(text)
    words = first is not None and len(text.split()) > 1
    return "?" in text or (first is not None and words and fold(first[0]) in _OPENERS)


def frame_words(text: str) -> frozenset[str]:
    """Return the words, folded, that a query has only because it is a question."""
    return _FRAME_WORDS if is_question(text) else frozenset()


def answer_kinds(words: Sequence[tuple[str, bool]]) -> frozenset[int]:
    """Return which words of a question say of what kind the answer is, by their places.

    Args:
        words: all of the question, in order: each one folded, and whether it is a stop word.
    """
    found = {place for place, (word, _) in enumerate(words) if word in _KIND_WORDS}
    for place, (word, _) in enumerate(words):
        if word in _CHOOSERS:
            found.update(_first_meant(words, place + 1, place + 3))
    return frozenset(found)


def _first_meant(words: Sequence[tuple[str, bool]], start: int, end: int) -> list[int]:
    """The first place, if any, of a word that says something."""
    return [
        place
        for place, (word, is_stop) in enumerate(words[start:end], start)
        if not is_stop and word not in _OTHER_WORDS
    ][:1]
