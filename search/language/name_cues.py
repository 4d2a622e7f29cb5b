"""What tells names from other words in French, and what they name: words in them and around them. Data."""

from __future__ import annotations

import re


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP = _listed(
    """
    a à ainsi alors après au aucun aucune aujourd'hui aussi autant autour autre autres aux avant avec
    bien bref car ce cela celle celui cependant certains certaines ces cet cette ceux chaque chez ci
    comme comment concernant contre côté d'abord d'ailleurs dans de depuis derrière des dès deux devant
    dix donc du durant elle elles en encore enfin ensuite entre environ et eux face faute grâce hier
    hors huit ici il ils jusqu'à jamais je juste l'un la là le les leur leurs lors lorsque lui ma mais
    malgré même mes mi moins mon ne ni non nos notre nous on or où ou outre par parce parmi pendant peu
    plus plusieurs pour pourquoi pourtant près presque puis puisque quand quant quatre que quel quelle
    quelles quelque quelques quels qui quoi rien sa sans sauf se selon sept ses seul seule seuls si
    sinon six soit son sous souvent sur ta tandis tant tel telle telles tels toujours tous tout toute
    toutefois toutes très trois trop tu un une vers via voici voilà vos votre vous vu ça être lundi
    mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août
    septembre octobre novembre décembre monsieur madame m mm mme mmes mr mlle me dr premier première
    dernier dernière avis communiqué photo crédit source lire voir article partager newsletter président
    présidente directeur directrice maire ministre consul consule préfet préfète ambassadeur
    ambassadrice secrétaire député députée sénateur sénatrice conseiller conseillère pdg dg
    vice-président vice-présidente fondateur fondatrice professeur professeure docteur maître ndlr
    pourvu reste restent objectif résultat parti partie autrement forte fort née né
    """
)
"""Words that begin sentences, and titles: no name begins with one of them."""

ORGANISATION_STARTS = _listed(
    """
    académie agence aéroport alliance assemblée association autorité banque bureau business cabinet
    caisse ccas cci centre chambre chantiers cluster club collectif comité communauté compagnie conseil
    coopérative crédit département direction école éditions entreprise établissements fédération
    fondation fonds groupe groupement hôpital ifremer incubateur inria institut laboratoire lycée maison
    manufacture medef métropole ministère mission mutuelle observatoire office orchestre parti pôle port
    préfecture région réseau satt société syndicat technopole technopôle tribunal union université usine
    ville
    """
)
"""First words of names of organisations."""
ORGANISATION_ENDS = _listed(
    """
    sa sas sarl inc ltd gmbh group groupe holding labs lab technologies technology systems systèmes
    industries industrie networks network biosciences bio energy énergie énergies consulting conseil
    partners capital invest investissement développement production productions services solutions
    international france airlines initiative initiatives promotion tourisme logistique logistics bros frères
    """
)
"""Last words of names of organisations."""
EVENT_STARTS = _listed(
    """
    assises biennale congrès coupe exposition festival foire forum fête grand journée journées mondial
    nuit olympiades prix rencontres rendez-vous salon semaine sommet tour trophée trophées
    """
)
"""First words of names of events, which are none of the three kinds."""
FIRST_NAMES = _listed(
    """
    adrien agnès alain albert alexandra alexandre alexis alice amélie anaïs andré anne annie anthony
    antoine armelle arnaud arthur audrey aurélie aurélien baptiste béatrice benjamin benoît bernard
    bertrand brigitte bruno camille carole caroline catherine cécile céline charles charlotte chloé
    christelle christian christine christophe claire claude claudine clément corinne cyril damien daniel
    danielle david delphine denis didier dominique édouard éléonore élisabeth élise émilie emma emmanuel
    emmanuelle éric erwan estelle étienne eva évelyne fabien fabrice fanny florence florent florian
    françois françoise franck frank frédéric frédérique gabriel gaël gaëlle geneviève georges gérard
    gilbert gilles guillaume guy gwenaëlle hélène henri hervé hugo hugues inès isabelle jacqueline
    jacques jean jeanne jérémy jérôme joël josé joseph judith jules julia julie julien juliette karine
    kévin laetitia laura laure laurence laurent léa léo line lionel loïc louis louise luc lucas lucie
    ludovic lydie maëlle magali manon marc marcel margaux marguerite marie marina marine marion marjorie
    martin martine mathieu mathilde matthieu maud maurice max maxime mélanie michel michèle mickaël
    monique muriel nadège nadia nathalie nicolas nicole noël noémie odile olivier pascal pascale patrice
    patricia patrick paul pauline philippe pierre quentin raphaël raymond rémi renaud rené richard
    robert robin roger roland romain sabine sabrina samuel sandra sandrine sarah sébastien serge
    séverine simon solène sonia sophie stéphane stéphanie suzanne sylvain sylvie thérèse thibault
    thierry thomas valentin valérie vanessa véronique victor victoire vincent virginie viviane xavier
    yann yannick yohann yolande yves yvon yvonne zoé
    """
)
"""First names that are common in France."""
PERSON_BEFORE = re.compile(
    r"(?:\b(?:M\.|MM\.|Mme|Mmes|Mr|Mlle|Dr|Pr|Me|monsieur|madame|maître|professeure?)"
    r"|\b(?:président|présidente|directeur|directrice|maire|ministre|fondateur|fondatrice|gérante?|dirigeante?"
    r"|patron|patronne|PDG|DG|délégué|déléguée|préfet|préfète|consul|consule|ambassadeur|ambassadrice|secrétaire"
    r"|vice-présidente?|conseiller|conseillère|chercheur|chercheuse|ingénieure?|architecte|responsable)"
    r"(?: générale?| régionale?| exécutif| adjointe?)?"
    r"|\b(?:explique|déclare|affirme|souligne|indique|précise|confie|estime|assure|résume|ajoute|raconte"
    r"|rappelle|reconnaît|insiste|annonce))[ \u00a0\u202f]$",
    re.IGNORECASE,
)
"""What stands before the names of people: titles, offices, verbs of saying."""
PERSON_AFTER = re.compile(
    r"\s*(?:,[ \u00a0](?:le |la |l[’']|son |sa |leur |ancien |ancienne |co-?|vice-|)"
    r"(?:président|directeur|directrice|maire|ministre|fondateur|fondatrice|cofondat|gérant|dirigeant|patron"
    r"|PDG|DG|délégué|préfet|consul|ambassad|secrétaire|conseill|cherch|ingénieur|architecte|responsable"
    r"|élue?\b)|\(\d\d ans\)|,[ \u00a0]\d\d ans)",
    re.IGNORECASE,
)
"""What stands behind the names of people: an office, an age."""
ORGANISATION_BEFORE = re.compile(
    r"\b(?:société|entreprise|groupe|start-up|startup|filiale|agence|coopérative|cabinet|fabricant|éditeur"
    r"|éditrice|PME|ETI|association|armateur|constructeur|équipementier|spécialiste|opérateur|fournisseur"
    r"|distributeur|banque|assureur|fonds|institut|laboratoire|chez|enseigne|marque|réseau|syndicat)"
    r"(?:[ \u00a0](?:[a-zà-ÿ]+ais|[a-zà-ÿ]+ain|[a-zà-ÿ]+aise|[a-zà-ÿ]+aine|familiale?|française?))?[ \u00a0]$",
    re.IGNORECASE,
)
"""What stands before the names of organisations: « la société », « le groupe familial »."""
PLACE_BEFORE = re.compile(
    r"(?:(?<![\w’'-])(?:à|en|vers|depuis|jusqu[’']à|près de|près d[’']|autour de|ville de|commune de"
    r"|département de|département du|région|port de|aéroport de|quartier de|île de|agglomération de|bassin de"
    r"|pays de|basée? à|basés à|basées à|implantée? à|originaire de|au large de|au sud de|au nord de|sortie de"
    r"|zone de|technopole de|côte de|baie de|rade de|usine de|site de)|\((?=$))[ \u00a0]?$",
    re.IGNORECASE,
)
"""What stands before the names of places."""
PLACE_PERHAPS_BEFORE = re.compile(r"(?<![\w’'-])(?:au|aux)[ \u00a0]$", re.IGNORECASE)
"""What stands before the names of countries, and of much else."""
PEOPLE_BEFORE = re.compile(
    r"(?<!\w)(?:les|des|aux|ces|nos|quelques|deux|\d+)[ \u00a0]$", re.IGNORECASE
)
"""What stands before the names of peoples, which are none of the three kinds: « les Bretons »."""
