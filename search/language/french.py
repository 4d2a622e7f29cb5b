"""What analysis must know of French."""

from __future__ import annotations

import re

from search.language.analysis import LanguageProfile

# Words that are also something to search for stay out: « est » (Grand Est), « or », « été ».
_STOP_WORDS = """
    a à ai as au aux avec ayant ça ce ceci cela celle celles celui ces cet cette ceux chaque chez
    comme d dans de des donc dont du dès elle elles en es et étaient était étant être eux il ils j
    je l la là le les leur leurs lui ma mais me même mes moi mon n ne ni nos notre nous on ont ou où
    par pas pour qu quand que quel quelle quelles quels qui quoi sa sans se sera seront ses si soit
    son sont sur ta te tes toi ton tu un une vos votre vous y
"""

_ELISIONS = "l d c j m t s n qu jusqu lorsqu puisqu quoiqu quelqu presqu entr"

_WHOLE_WORDS = """
    aujourd'hui prud'homme prud'hommes prud'homal prud'homale prud'homaux prud'homie presqu'ile
    presqu'iles quelqu'un quelqu'une grand'chose
"""

# Snowball takes no « s » from behind a, i, o and u: emplois, élus, euros, médias.
_PLURALS = re.compile(r"\w{2,}[aiou]s")

_INVARIABLES = """
    avis bas bois bras campus cas depuis dos fois gros jamais jus mais mois nous paris pas permis plus
    puis repas sans sous tous trois virus vous
"""

FRENCH = LanguageProfile(
    code="fr",
    stemmer="french",
    stop_words=frozenset(_STOP_WORDS.split()),
    elisions=frozenset(_ELISIONS.split()),
    whole_words=frozenset(_WHOLE_WORDS.split()),
    plurals=_PLURALS,
    invariables=frozenset(_INVARIABLES.split()),
)
