"""What a passage seems to report, and how far along it says that is: a start to be corrected. Pure."""

from __future__ import annotations

import re

from search.language.folding import fold
from store.enums import FactStatus, FactType

_TYPES = (
    (FactType.ACQUISITION, r"\b(?:rachat|rachete\w*|racheter\w*|acquisition|acquiert|acquis)\b"),
    (FactType.PARTNERSHIP, r"\bpartenari\w+|\bs'alli\w+|\balliance\b"),
    (
        FactType.AGREEMENT,
        r"\b(?:accords?|conventions?|protocoles?|contrats?|lettres? d'intention)\b"
        r"|\bsign(?:e\w*|ature\w*|ent)\b",
    ),
    (
        FactType.IMPLANTATION_IN,
        r"\bimplant\w+|\bs'install\w+|\binstaller\w*"
        r"|\bouvr\w+ .{0,40}\b(?:bureau|antenne|filiale|usine|centre|atelier)",
    ),
    (FactType.ASSESSMENT, r"\bbilan|\bretombees\b"),
    (FactType.OBJECTIVE, r"\bobjectifs?\b|\bvis(?:e|ait|ent|aient)\b|\bambition"),
    (FactType.DELEGATION, r"\bdelegation"),
    (FactType.EVENT, r"\b(?:salon|forum|congres|conference|table ronde|soiree)\b"),
    (FactType.MEETING, r"\brencontr\w+|\brendez-vous\b|\bentretien|\bvisit\w+"),
    (FactType.FIGURE, r"\d"),
)
_STATUSES = (
    (FactStatus.WISHED, r"\b(?:souhait\w+|voudrait|aimerait)\b"),
    (FactStatus.CONSIDERED, r"\b(?:envisag\w+|etudie\w*|pourrai\w+|reflechi\w+)\b"),
    (FactStatus.UNDER_WAY, r"\ben cours\b|\bnegoci\w+|\bdiscussions?\b"),
    (
        FactStatus.EXPECTED,
        r"\b(?:devrai\w+|attend\w*|espere\w*|prevoi\w+|prevu\w*|d'ici (?:a|la|fin))\b",
    ),
    (FactStatus.ANNOUNCED, r"\bannonc\w+|\b\w+(?:era|eront|ira|iront)\b"),
    (
        FactStatus.DONE,
        r"\b(?:a|ont|vient de|viennent de) (?:ete )?\w+(?:e|es|ees|i|is|u|us|er|ir)\b|\bs'est\b|\bse sont\b",
    ),
)
_QUOTE = re.compile(r"^\s*[«“\"]")
_APOSTROPHE = str.maketrans({"’": "'"})


def guess_fact(passage: str) -> tuple[FactType, FactStatus]:
    """Return what a passage seems to report, and how far along.

    An agreement that is merely stated, where nothing in it tells.
    """
    said = fold(passage).translate(_APOSTROPHE)
    found = (type_ for type_, cue in _TYPES if re.search(cue, said))
    fallback = FactType.QUOTE if _QUOTE.search(passage) else FactType.AGREEMENT
    statuses = (status for status, cue in _STATUSES if re.search(cue, said))
    return next(found, fallback), next(statuses, FactStatus.STATED)
