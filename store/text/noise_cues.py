"""The words by which the machinery of French news sites is known on a line of its own. Data and patterns.

Patterns are matched against a folded line: small letters, no accents, plain apostrophes, single spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import cache, lru_cache

LONGEST_CUE = 200
"""Characters from which on a line is read as text, whatever its words."""


LONGEST_SMALL_PRINT = 900
"""The same for what sites must say by law."""


class Cue(Enum):
    """What a line of machinery is, by what it says of the lines around it."""

    COMMENTS = "comments"
    """Starts what readers said or may say; the article is over."""
    BOX = "box"
    """Starts a list of other articles."""
    FORM = "form"
    """To subscribe, to share, to consent; advertising, small print."""
    POINTER = "pointer"
    """Stands for itself: points to another article, credits a picture."""
    MENU = "menu"
    """Navigation. Could be a heading within an article, so it counts only before and behind it."""
    MARK = "mark"
    """A rule or a lone sign, of no meaning within an article's text either."""


_NETWORK = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|instagram|pinterest|messenger|youtube|telegram|bluesky|"
    r"tiktok|flipboard|threads|rss|e-?mail|mail|sms)"
)
_SHARE = r"(?:partage[rz]?|partages|tweete[rz]?|imprimer|copier|suivez-nous|envoyer|recommander)"
_SMALL = r"(?:sur|par|via|et|ou|a|un|ami|le|la|lien|l'article|cet|ce|article|contenu|page|nous|:)"
_ARTICLES = (
    r"(?:sujets?|articles?|infos?|informations|contenus?|videos?|dossiers?|actus?|actualites)"
)
_READ = (
    r"(?:lus?|lues?|commente[es]*|partage[es]*|vus?|vues|consulte[es]*|populaires?|recherche[es]*)"
)
_BANK = (
    r"(?:afp|sipa|reuters|maxppp|epa|hans lucas|abaca\w*|getty ?(?:images)?|shutterstock|adobe ?stock|"
    r"istock\w*|pixabay|unsplash|freepik|dr)"
)
_EMAIL = r"(?:adresse )?(?:e-?mail|adresse de messagerie|adresse electronique|courriel)"

_FIELDS = r".*\bchamps? (?:sont |marques? .*|suivis .*)?(?:est |sont )?obligatoires?\b.*"
_COOKIES = (
    r".{0,80}\b(?:nous utilisons|site utilise|acceptez|utilisation)\b.{0,40}\b(?:cookies|"
    r"traceurs)\b.{0,100}"
)
_DOWNWARD = "⤵⬇👇▼↓⇩"
_POINTED = rf"\w.{{5,150}} ?[{_DOWNWARD}]+"
_SIGNS = {
    _FIELDS: ("champ",),
    _COOKIES: ("cookies", "traceurs"),
    _POINTED: tuple(_DOWNWARD),
}
"""What a line has one of that is like one of these patterns, which begin with anything."""

_PATTERNS: dict[Cue, tuple[str, ...]] = {
    Cue.COMMENTS: (
        r"\d+ (?:commentaires?|reactions?)",
        r"(?:commentaires?|reactions?) ?[:(]? ?\d+ ?\)?",
        rf"(?:votre|mon) {_EMAIL}\b.*\b(?:pas|jamais|obligatoire)\b.*",
        r"(?:laisse[rz]|ajoute[rz]|poste[rz]|ecrire|ecrivez|depose[rz]|publie[rz]|redige[rz]) "
        r"(?:un|votre|mon) (?:commentaire|avis|reponse|message).{0,20}",
        r"il n'y a (?:actuellement |encore |pour l'instant )?(?:aucun|pas de|pas encore de) "
        r"commentaires?\b.*",
        r"aucun commentaire.{0,40}",
        r"soyez (?:le|la) (?:premier|premiere|1er)(?: \w+)? a (?:donner|reagir|commenter|laisser|"
        r"ecrire|deposer|publier|poster|partager)\b.*",
        r"(?:connectez|identifiez|inscrivez)-vous (?:pour|afin de) (?:commenter|reagir|publier un|"
        r"laisser|poster)\b.*",
        r"vos (?:reactions|commentaires)\b.{0,60}",
        r"(?:reagir|reagissez|commenter|commentez|donnez votre avis)(?: a (?:cet|l')? ?article)?"
        r"(?: !| \(?\d+\)?)?",
        r"(?:voir|lire|afficher|masquer) (?:les|tous les|plus de) (?:\d+ )?commentaires?.{0,20}",
    ),
    Cue.BOX: (
        rf"(?:les |nos |vos )?(?:{_ARTICLES} )?(?:les |le )?(?:\+|plus) {_READ}(?: .{{0,30}})?",
        rf"(?:les|nos) dernie?re?s? {_ARTICLES}(?: .{{0,30}})?",
        r"(?:sur|dans) (?:le|la) meme (?:sujet|theme|rubrique|thematique|categorie)s? ?:?",
        rf"{_ARTICLES} (?:lies|lie|similaires|associes|connexes|recommandes|suggeres).{{0,20}}",
        rf"(?:ces|cet|d'autres|nos autres) {_ARTICLES}(?: .{{0,20}})? "
        r"(?:pourrai\w+ (?:aussi |egalement )?(?:vous )?interesser|a lire|a decouvrir).{0,10}",
        r"(?:cela|ceci|ca) (?:pourrait|peut) vous interesser.{0,10}",
        r"(?:vous (?:aimerez|apprecierez)|(?:a )?(?:lire|voir|decouvrir|ecouter|consulter)) "
        r"(?:aussi|egalement|ailleurs)(?: sur .{0,40})? ?:?",
        r"(?:recommandes? pour vous|"
        rf"plus d'{_ARTICLES}.{{0,30}}|articles? (?:precedents?|suivants?))",
    ),
    Cue.FORM: (
        _FIELDS,
        r"merci (?:pour|de) votre commentaire\b.*",
        r"(?:les |vos |votre |tous les )?commentaires? (?:sont|est|sera|seront|soumis|publies?)\b"
        r".{0,60}\b(?:moder\w+|validation|valides?)\b.{0,40}",
        r"(?:il|votre \w+) sera (?:visible|publie|mis en ligne|affiche)\b.{0,40}\b(?:validation|"
        r"moderation)\b.{0,20}",
        r"signaler (?:une?|ce|cet) (?:abus|contenu|commentaire|erreur).{0,30}",
        r"(?:une erreur|une faute) dans (?:cet |l')article ?\?.{0,60}",
        r"vous avez (?:une info|des info|repere une|constate une|vu une)\w*\b.{0,40}\?.{0,100}",
        r"-?(?:publicite|contenus? sponsorises?|liens? (?:commercia\w+|sponsorises?)|"
        r"(?:la )?suite apres (?:la|cette) publicite)-?",
        r"(?:inscri\w+-vous|inscription|abonne\w*-vous|s'inscrire|s'abonner|recevez|recevoir|"
        r"je m'inscris|je m'abonne)\b.{0,80}\b(?:newsletters?|lettres? d'info\w*|alertes?|"
        r"actualites?|actus?)\b.{0,60}",
        r"(?:abonne\w*-vous|je m'abonne|s'abonner)(?: (?:a|des|pour|au|maintenant)\b.{0,60})?",
        r"(?:deja|pas encore) (?:abonnee?|inscrite?|un compte).{0,60}",
        r"(?:(?:cet|l')? ?(?:article|contenu) (?:est |complet est )?|la suite (?:de (?:cet |l')article )?est )?"
        r"(?:reservee?|accessible) (?:a nos|aux) (?:abonne|lecteur).{0,60}",
        r"pour lire la suite,? (?:abonnez|connectez|inscrivez)-vous.{0,40}",
        r"je m'(?:inscris|abonne)(?: a (?:la|cette) (?:newsletter|lettre).{0,30})?",
        r"newsletters? ?[:–-] ?(?:recevez|inscri|abonne|chaque|tous).{0,120}",
        r"(?:chaque|tous les) \w+,? recevez\b.{0,120}",
        r"(?:telechargez|installez) (?:notre|l'|nos) ?appli.{0,80}",
        r"retrouvez (?:toute l'actu|toutes nos info|nos articles)\w*\b.{0,80}\b(?:appli\w*|newsletters?|"
        r"google).{0,30}",
        r"cette video (?:peut|pourrait) (?:aussi |egalement )?vous interesser.{0,10}",
        r"votre navigateur ne (?:supporte|prend|permet|peut)\b.{0,100}",
        r"(?:il vous reste|lisez|debloquez) .{0,60}\b(?:abonne\w*|de cet article)\b.{0,40}",
        r"(?:connectez|identifiez|inscrivez)-vous (?:pour|afin de) (?:lire|continuer|acceder|"
        r"consulter)\b.*",
        _COOKIES,
        r"(?:ce contenu|cette video|ce lecteur) (?:est|a ete) (?:bloquee?|masquee?)\b.{0,150}",
        r"pour (?:afficher|voir|lire|visualiser) (?:ce|cette) (?:contenu|video|carte|infographie)\b.{0,60}"
        r"\b(?:cookies|traceurs|accepte[rz]?)\b.{0,80}",
        r"(?:gerer|parametrer|personnaliser|refuser|accepter)(?: \w+){0,3} cookies.{0,30}",
        r"(?:tout )?(?:accepter|refuser) (?:et fermer|tout|les cookies|et continuer)",
        r"(?:consultez |lire )?(?:notre |la )?politique de (?:confidentialite|cookies).{0,30}",
        r"(?:mentions legales|conditions generales (?:de vente|d'utilisation)|cgu|cgv|"
        r"plan du site|gestion des cookies)",
        r"(?:tous )?droits (?:de reproduction .{0,40})?reserves\b.{0,80}",
        r"(?:©|copyright)\W.{0,80}(?:\d{4}|droits|reserves).{0,60}",
        r"\(c\) ?(?:copyright )?\d{4}\b.{0,60}",
        r"(?:toute )?reproduction .{0,40}\b(?:interdite|autorisation)\b.{0,60}",
        rf"{_SHARE}(?:[ /|,+]+(?:{_NETWORK}|{_SHARE}|{_SMALL}))*",
        rf"{_NETWORK}(?:[ /|,+]*{_NETWORK})+",
        r"clique[rz] pour (?:partager|envoyer|imprimer)\b.{0,80}",
        r"j'aime (?:ca ?:?|chargement.{0,5})",
    ),
    Cue.POINTER: (
        r"(?:[\[(]|[>›»►▶→➡]+ ?)?(?:(?:a |\(?re\)?-?)?(?:lire|lisez|voir|revoir|relire|ecouter|decouvrir)) "
        r"(?:aussi|egalement|notre (?:article|dossier|enquete|interview|reportage|serie)s?|"
        r"nos articles|l'article|la suite|l'integralite|le dossier)\b.{0,160}",
        r"(?:a )?lire aussi(?!tot)\w.{1,150}",
        r"[>›»►▶→➡]+ ?(?:a )?(?:lire|voir|ecouter|regarder) ?:? ?.{1,150}",
        r"sur le meme (?:sujet|theme) ?[:>–-] ?.{1,150}",
        r"(?:continuer la lecture|continue reading|read more)(?: .{1,150})?",
        r"(?:…|\.\.\.)? ?(?:lire|voir) (?:la suite|plus)(?: .{0,60})?",
        _POINTED,
        r"(?:suivez|retrouvez|decouvrez|lisez|voir|consultez|cliquez|ecoutez|regardez)\b.{5,150} ?"
        r"[→➡»▶►]+",
        r"(?:suivez|retrouvez|rejoignez)(?:-nous| nous| .{3,60})(?: aussi)? (?:en direct )?sur .{0,20}"
        r"(?:facebook|twitter|linkedin|instagram|whatsapp|youtube|google|bluesky|telegram|"
        r"l'application|l'appli|nos reseaux).{0,60}",
        r"\[?(?:(?:photos?|illustration) ?:? ?)?(?:©|credits?(?: photos?)? ?:) ?.{1,60}",
        r"\[?\(?photos? ?:? ?(?:d'|et )?(?:illustration|archives?)\b.{0,60}",
        r"\[?\(?photos? ?: ?.{2,60}|[\[(]photos? .{2,60}[\])]",
        rf"(?:illustration|image|visuel) ?:? ?{_BANK}.{{0,40}}",
        rf"[\[(]?[^\W\d][^\d.!?]{{2,40}} ?[/–-] ?{_BANK}[\])]?",
        r"(?:l'article|cet article|le billet|the post) .{1,150} (?:est apparu en premier sur"
        r"|appeared first on|first appeared on) .{1,60}",
        r"(?:temps de )?lecture ?:? ?(?:environ )?\d+ ?(?:min|mn|minutes?)\.?",
        r"cliquez ici(?: .{0,60})?",
        r"[|]+(?: [|]+)*",
    ),
    Cue.MENU: (
        rf"commentaires?|annonces?|like|j'aime|{_NETWORK}",
        r"a ne pas (?:manquer|rater)|pour aller plus loin|en savoir plus",
        r"(?:a la une|fil (?:info|actu|d'actualites?)|en ce moment|tendances|en direct|alerte info|"
        rf"le direct|toutes? (?:les |l'|nos )?(?:news|{_ARTICLES}|depeches)(?: .{{0,30}})?|"
        r"derniere minute|top \d+|nos dossiers|nos services|nos partenaires)",
        r"(?:newsletters?|lettres? d'information|nos newsletters|alertes?(?: info)?s?)",
        r"(?:menu|rechercher?|accueil|se connecter|connexion|mon compte|creer un compte|"
        r"s'identifier|se deconnecter|contactez-nous|qui sommes-nous ?\??|"
        r"aller au (?:contenu|menu).{0,20}|retour(?: a l'accueil| en haut)?|haut de page|fermer|"
        r"publier|valider|abonnements?|boutique|annonces legales|petites annonces|"
        r"kiosque|lire le journal|edition(?: du jour| abonnes?| numerique)|rss|"
        r"liste des articles.{0,20})",
        r"retrouvez .{0,60}",
        r"(?:tags?|mots-cles|themes?|thematiques?|rubriques?|categories?) ?:.{0,100}",
        r"(?:nom|pseudo|e-?mail|message|site web|votre nom|votre message) ?\*?:?",
        r"(?:precedent|suivant|page suivante|page precedente|\d+ ?/ ?\d+)",
    ),
    Cue.MARK: (r"[•·*_=~—–-]+(?: [•·*_=~—–-]+)*",),
}

# Small print that runs to paragraphs: it speaks of rights, and to the reader.
_LEGAL = re.compile(
    r"droits? d'acces.{0,60}rectification|loi informatique et libertes|desinscri|desabonn|recaptcha|"
    r"consentement.{0,80}(?:cookies|traceurs)|(?:cookies|traceurs).{0,80}consentement"
)
_TO_THE_READER = re.compile(r"\b(?:vous|votre|vos)\b")
# Two patterns, each with letters to begin with, are looked for five times sooner than one without.
_SPEAKS = re.compile(r"vo(?:[ut]|s\b)")
_SPEAKS_LOUD = re.compile(r"V[Oo](?:[UuTt]|[Ss]\b)")

_COMBINING = re.compile("[\u0300-\u036f]+")
"""The accents of Latin letters; the cues are words of such letters alone."""
_LABEL = re.compile(r"\W*(?:source ?: ?)?communiques?(?: de presse)?\W*")
_BULLET = re.compile(r"\s*(?:[-–—•*·▪►■]|\d{1,2}[.)])\s*\S")
_CREDIT = re.compile(r"\W*(?:par |publie|mise? a jour|modifie|.{0,40}\bpublie le\b)")


@cache
def _compiled() -> Sequence[tuple[Cue, tuple[str, ...], re.Pattern[str]]]:
    """The patterns, made ready when they are first needed: many a command reads no text.

    In the order of the cues; before each its signs, of which a line must have one.
    """
    compiled: list[tuple[Cue, tuple[str, ...], re.Pattern[str]]] = []
    for cue, patterns in _PATTERNS.items():
        usual = "|".join(f"(?:{pattern})" for pattern in patterns if pattern not in _SIGNS)
        compiled.append((cue, ("",), re.compile(usual)))
        compiled += [(cue, _SIGNS[p], re.compile(p)) for p in patterns if p in _SIGNS]
    return compiled


# The lines of a text are asked for more than once, one question after another.
@lru_cache(64)
def fold(line: str) -> str:
    """Return a line in small letters, without accents, with plain apostrophes and single spaces."""
    decomposed = unicodedata.normalize("NFD", line.lower().replace("’", "'"))
    return " ".join(_COMBINING.sub("", decomposed).split())


def cue_of(line: str) -> Cue | None:
    """Return what machinery a line is, None where it is none by its words."""
    if len(line) > LONGEST_SMALL_PRINT:
        return None
    # Most long lines are the article's own and speak to nobody: they need not be folded.
    if len(line) > LONGEST_CUE and not (_SPEAKS.search(line) or _SPEAKS_LOUD.search(line)):
        return None
    folded = fold(line)
    if "vo" in folded and _TO_THE_READER.search(folded) and _LEGAL.search(folded):
        return Cue.FORM
    if len(line) > LONGEST_CUE:
        return None
    for cue, signs, pattern in _compiled():
        if any(map(folded.__contains__, signs)) and pattern.fullmatch(folded):
            return cue
    return None


def is_press_release_label(line: str) -> bool:
    """Tell whether a line does no more than call the article a press release."""
    return len(line) <= LONGEST_CUE and bool(_LABEL.fullmatch(fold(line)))


def is_bullet(line: str) -> bool:
    """Tell whether a line is an item of a list."""
    return bool(_BULLET.match(line))


def is_credit(line: str) -> bool:
    """Tell whether a line says who wrote the article or when it was published."""
    return len(line) <= LONGEST_CUE and bool(_CREDIT.match(fold(line)))
