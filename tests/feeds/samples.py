"""Feeds as publications send them; the news in them is invented."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

_NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def rss_item(
    title: str | None = None,
    *,
    link: str | None = None,
    guid: str | None = None,
    date: str | None = None,
    description: str | None = None,
    content: str | None = None,
    creator: str | None = None,
    more: str = "",
) -> str:
    """An item of RSS 2.0; texts are escaped here, what is HTML is escaped HTML then."""
    parts = {
        "title": title,
        "link": link,
        "pubDate": date,
        "description": description,
        "content:encoded": content,
        "dc:creator": creator,
    }
    inner = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in parts.items() if text)
    if guid:
        inner += f'<guid isPermaLink="false">{escape(guid)}</guid>'
    return f"<item>{inner}{more}</item>"


def rss(*items: str, title: str = "Le Courrier de l’Estuaire", encoding: str = "utf-8") -> str:
    """A feed of RSS 2.0; its declaration names the encoding, the text has none yet."""
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" {_NAMESPACES}><channel>'
        f"<title>{escape(title)}</title><link>https://courrier.example/</link>"
        f"<description>Économie</description><language>fr-FR</language>{''.join(items)}"
        "</channel></rss>"
    )


def numbered_rss(numbers: Sequence[int]) -> str:
    """A feed with an item for each number."""
    return rss(
        *(
            rss_item(
                f"Chantier numéro {number}",
                link=f"https://courrier.example/chantier/{number}",
                guid=f"chantier-{number}",
                description=f"<p>Le chantier numéro {number} commence au printemps.</p>",
            )
            for number in numbers
        )
    )


RSS_20 = rss(
    rss_item(
        "La criée de Port-Aven s’équipe d’une usine à glace",
        link="https://courrier.example/criee?utm_source=rss&id=12#xtor=RSS-1",
        guid="criee-12",
        date="Mon, 16 Feb 2026 09:30:00 +0100",
        description="Deux millions d’euros pour la criée.",
        content=(
            "<p>Le syndicat mixte investit <b>deux millions d’euros</b>&nbsp;; "
            "l’usine ouvrira en mai.</p><ul><li>douze emplois</li><li>trois quais</li></ul>"
        ),
        creator="Nolwenn Tanguy",
    )
)

RSS_10 = """<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://vallee.example/"><title>La Gazette de la vallée</title>
<link>https://vallee.example/</link><description>Industrie</description><dc:language>fr</dc:language></channel>
<item rdf:about="https://vallee.example/scierie"><title>La scierie Belmont passe au séchage solaire</title>
<link>https://vallee.example/scierie</link><dc:date>2026-02-10T08:00:00+01:00</dc:date>
<dc:creator>Ange Belmont</dc:creator><description>Le bois de la vallée sèchera en neuf jours.</description>
</item>
</rdf:RDF>"""

ATOM_10 = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<title type="text">L’Écho des plateaux</title><id>tag:plateaux.example,2026:flux</id>
<link href="https://plateaux.example/"/><updated>2026-02-20T10:00:00Z</updated>
<entry><title type="html">Le fromage &lt;i&gt;bleu&lt;/i&gt; s’exporte &amp;agrave; Oslo</title>
<id>tag:plateaux.example,2026:bleu</id><link rel="alternate" href="bleu"/>
<published>2026-02-19T18:00:00Z</published><updated>2026-02-20T10:00:00Z</updated>
<author><name>Marius Roche</name></author><author><name>Inès Faure</name></author>
<summary>Court.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>La coopérative livre douze tonnes.</p>
<blockquote><p>Nous visons vingt.</p></blockquote></div></content></entry>
<entry><title type="text">Quand a &lt; b</title><id>tag:plateaux.example,2026:prix</id>
<link href="https://plateaux.example/prix"/><updated>2026-02-18T10:00:00Z</updated>
<content type="text">Le prix du lait &lt;régional&gt; tient.

Il a gagné deux centimes.</content></entry></feed>"""

ATOM_03 = """<?xml version="1.0" encoding="utf-8"?>
<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="fr"><title>Ancien carnet</title>
<link rel="alternate" type="text/html" href="https://carnet.example/"/>
<entry><title>La halle rouvre</title><id>tag:carnet.example:halle</id>
<link rel="alternate" type="text/html" href="https://carnet.example/halle"/>
<issued>2026-01-05T10:00:00+01:00</issued><modified>2026-01-06T10:00:00+01:00</modified>
<content type="text/html" mode="escaped">&lt;p&gt;Quarante étals sous la halle.&lt;/p&gt;</content>
</entry></feed>"""

RSS_091 = """<?xml version="1.0" encoding="utf-8"?><rss version="0.91"><channel>
<title>Brèves du port</title><link>https://port.example/</link><description>d</description>
<language>fr</language><item><title>Un remorqueur de plus</title>
<link>https://port.example/remorqueur</link><description>Livré en juin.</description></item></channel></rss>"""

HTML_PAGE = """<!doctype html><html lang="fr"><head><title>Accueil</title>
<link rel="alternate" type="application/rss+xml" href="/flux.xml"></head><body><p>Bonjour</p></body></html>"""


CDF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE Channel SYSTEM "https://canal.example/Channel.dtd">
<!-- Le canal et son port -->
<Channel HREF="https://canal.example/" BASE="https://canal.example/">
  <Title VALUE="Le Canal"/>
  <Item HREF="https://canal.example/pont.html" LASTMOD="1998-11-05T22:15Z">
    <Title>Le pont tourne</Title><Abstract>Il rouvre en mai.</Abstract>
  </Item>
  <Item HREF="ecluse.html"><Title VALUE="L’écluse"/><Abstract VALUE="Elle ferme &amp; dort."/></Item>
</Channel>
"""
