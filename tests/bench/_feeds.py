"""Feeds to collect, made up, and a server of them on many addresses of this machine. A process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import hashlib
import json
import random
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 21))
LATENCY_SECONDS = 0.15

_OPENINGS = (
    "L’atelier", "La fonderie", "Le chantier", "La coopérative", "La filature", "Le laboratoire",
    "La pépinière", "Le port", "La minoterie", "Le réseau", "La scierie", "L’agence", "Le syndicat",
)  # fmt: skip
_VERBS = ("embauche", "investit", "s’installe", "exporte", "agrandit ses halles", "change de mains")
_PLACES = ("à Roche-Haute", "sur les quais", "dans la vallée", "au bord de l’étang", "à Port-Aven")
_WORDS = (
    "emploi", "filière", "département", "énergie", "levée", "fonds", "délégation", "convention",
    "apprentis", "hectares", "halle", "turbines", "œuvre", "mètres", "carnet", "commandes", "étude",
    "région", "métropole", "partenaires", "trimestre", "livraison", "machines", "bureaux", "réemploi",
    "avec", "pour", "dans", "selon", "depuis", "les", "des", "une", "le", "la", "et", "qui", "sera",
)  # fmt: skip
_NEWEST = datetime(2026, 3, 1, 8, tzinfo=UTC)


def make_feed(number: int, entries: int) -> bytes:
    """A feed of invented news: RSS 2.0 for even numbers, Atom 1.0 for odd ones."""
    chance = random.Random(number)
    items = [_entry(number, place, chance) for place in range(entries)]
    if number % 2:
        inner = "".join(_ATOM_ENTRY.format(**item) for item in items)
        document = _ATOM.format(number=number, updated=_NEWEST.isoformat(), inner=inner)
    else:
        document = _RSS.format(number=number, inner="".join(_RSS_ITEM.format(**i) for i in items))
    return document.encode()


_RSS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
    "<title>Journal {number}</title><link>https://journal{number}.example/</link>"
    "<description>Économie</description>\n{inner}</channel></rss>"
)
_RSS_ITEM = (
    "<item><title>{title}</title><link>{link}</link><guid isPermaLink='false'>{guid}</guid>"
    "<pubDate>{rss_date}</pubDate><category>économie</category>"
    "<description><![CDATA[{body}]]></description></item>\n"
)
_ATOM = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
    "<title>Journal {number}</title><id>tag:journal{number}</id><updated>{updated}</updated>\n"
    "{inner}</feed>"
)
_ATOM_ENTRY = (
    '<entry><title>{title}</title><link href="{link}"/><id>{guid}</id><updated>{date}</updated>'
    '<content type="html">{escaped}</content></entry>\n'
)


def _entry(number: int, place: int, chance: random.Random) -> dict[str, str]:
    moment = _NEWEST - timedelta(hours=3 * place + number)
    title = " ".join([*(chance.choice(part) for part in (_OPENINGS, _VERBS, _PLACES)), str(place)])
    body = "".join(_paragraph(chance) for _ in range(4))
    link = f"https://journal{number}.example/2026/{place}-article.html?utm_source=rss"
    return {
        "title": escape(title),
        "link": escape(link),
        "guid": f"journal{number}:{place}",
        "date": moment.isoformat(),
        "rss_date": format_datetime(moment),
        "body": body,
        "escaped": escape(body),
    }


def _paragraph(chance: random.Random) -> str:
    words = " ".join(chance.choices(_WORDS, k=70)).capitalize()
    return f'<p>{words} <a href="https://lien.example/{chance.randrange(999)}">ici</a>.</p>'


class FeedHost:
    """Serves the feeds with ETag, Last-Modified, 304 and gzip, each answer late by the latency."""

    def __init__(self, feeds: int, entries: int) -> None:
        bodies = {f"/{number}.xml": make_feed(number, entries) for number in range(feeds)}
        self._bodies = {path: gzip.compress(body, 6) for path, body in bodies.items()}
        self._plain = bodies
        self._etags = {
            path: f'"{hashlib.sha256(b).hexdigest()[:16]}"' for path, b in bodies.items()
        }
        self._counts: Counter[str] = Counter()
        self._busy: Counter[str] = Counter()
        self._peaks: Counter[str] = Counter()

    async def serve(self) -> None:
        """Say the port on standard output, then serve until standard input ends."""
        server = await asyncio.start_server(self._answer_all, HOSTS[0], 0, backlog=512)
        port = server.sockets[0].getsockname()[1]
        others = [
            await asyncio.start_server(self._answer_all, host, port, backlog=512)
            for host in HOSTS[1:]
        ]
        print(port, flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        for each in (server, *others):
            each.close()

    async def _answer_all(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                writer.write(await self._answer(host, head))
                await writer.drain()
        writer.close()

    async def _answer(self, host: str, head: list[str]) -> bytes:
        path = head[0].split()[1]
        asked = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:])
        }
        if path == "/stats":
            return self._statistics()
        for key in (host, "overall"):
            self._busy[key] += 1
            self._peaks[key] = max(self._peaks[key], self._busy[key])
        await asyncio.sleep(LATENCY_SECONDS)
        for key in (host, "overall"):
            self._busy[key] -= 1
        return self._feed(path, asked)

    def _feed(self, path: str, asked: dict[str, str]) -> bytes:
        etag = self._etags.get(path, "")
        if etag and asked.get("if-none-match") == etag:
            self._counts["304"] += 1
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
        is_packed = "gzip" in asked.get("accept-encoding", "")
        body = (self._bodies if is_packed else self._plain).get(path)
        if body is None:
            self._counts["404"] += 1
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        self._counts["200"] += 1
        encoding = "Content-Encoding: gzip\r\n" if is_packed else ""
        return (
            f"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nETag: {etag}\r\n{encoding}"
            f"Last-Modified: Sun, 01 Mar 2026 08:00:00 GMT\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode() + body

    def _statistics(self) -> bytes:
        per_host = max((self._peaks[host] for host in HOSTS), default=0)
        found = {**self._counts, "peak": self._peaks["overall"], "peak_per_host": per_host}
        self._counts.clear()
        self._peaks.clear()
        body = json.dumps(found).encode()
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body


if __name__ == "__main__":
    asyncio.run(FeedHost(int(sys.argv[1]), int(sys.argv[2])).serve())
