"""The words that make a question of a query and say nothing of what is asked for. Pure.

Somebody who asks « Comment supprimer mon compte ? » looks for *supprimer* and *compte*; one who types
« comment » and nothing else looks for that word.
"""

from __future__ import annotations

import re

from search.language.folding import fold

_ASKING = """
    comment pourquoi combien quand quoi quel quelle quels quelles qui qu que ou lequel laquelle lesquels
    lesquelles est-ce peut peut-on peut-il puis-je dois-je doit-on faut-il a-t-on y-a-t-il existe-t-il
"""
"""What a question begins with where nobody types a question mark."""

_FRAME = """
    comment pourquoi combien quand lequel laquelle lesquels lesquelles peut peuvent peux puis doit doivent
    dois pouvoir devoir faire fait suis sommes etes avez avons avait avaient eu peut-etre t lors toujours
    bien plus appelle appellent appele s cela
"""

_OPENERS, _FRAME_WORDS = frozenset(_ASKING.split()), frozenset(_FRAME.split())

_FIRST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def is_question(text: str) -> bool:
    """Whether a query is a question: it has a question mark, or begins as one."""
    first = _FIRST.search(text)
    words = first is not None and len(text.split()) > 1
    return "?" in text or (first is not None and words and fold(first[0]) in _OPENERS)


def frame_words(text: str) -> frozenset[str]:
    """Return the words, folded, that a query has only because it is a question."""
    return _FRAME_WORDS if is_question(text) else frozenset()
