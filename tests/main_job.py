"""The main job of the installed command: a desk from nothing to an export, with a feed of this machine.

::

    python main_job.py PATH/TO/marbre

Needs nothing but the standard library and the command; works in the current folder and leaves the
desk there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

OWN_ARTICLE = """\
La métropole prépare sa mission économique à Gênes

Douze entreprises du port s’y rendront en juin. L’adjointe chargée de l’économie espère deux accords
dans la réparation navale.

« Nous irons avec des projets, pas avec des brochures », promet-elle.
"""

QUOTE = "un accord de trois ans sur la réparation navale"

FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>La Dépêche du Port</title><link>http://127.0.0.1/</link>
<description>Port et industrie</description>
<item><title>Deux chantiers s’allient à Gênes</title><guid isPermaLink="false">alliance</guid>
<link>https://depeche.example/alliance?utm_source=rss</link>
<pubDate>Tue, 16 Jun 2026 08:00:00 +0200</pubDate>
<description>&lt;p&gt;Les deux chantiers ont signé mardi {QUOTE}, au terme de la mission
économique de la métropole.&lt;/p&gt;&lt;p&gt;Quarante emplois sont attendus.&lt;/p&gt;</description></item>
<item><title>Le marché aux fleurs déménage</title><guid isPermaLink="false">fleurs</guid>
<pubDate>Mon, 15 Jun 2026 08:00:00 +0200</pubDate>
<description>&lt;p&gt;Les horticulteurs quitteront la halle en septembre.&lt;/p&gt;</description></item>
</channel></rss>
"""


class FeedHandler(BaseHTTPRequestHandler):
    """Answers every request with the feed."""

    def do_GET(self) -> None:
        """Send the feed."""
        body = FEED.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class says so)
        """Say nothing."""


class Marbre:
    """The command under test, on one desk."""

    def __init__(self, command: str, desk: Path) -> None:
        self.command = command
        self.desk = desk

    def run(self, *arguments: str) -> str:
        """Run a command that must succeed; return what it printed."""
        print(f"$ marbre {' '.join(arguments)}", flush=True)
        done = subprocess.run(
            [self.command, *arguments], cwd=self.desk, capture_output=True, text=True, check=False
        )
        print(f"{done.stdout}{done.stderr}".rstrip(), flush=True)
        if done.returncode:
            sys.exit(f"marbre ended with {done.returncode}")
        return done.stdout

    def objects(self, *arguments: str) -> list[Any]:
        """Run a command with ``--json``; return what it printed, line by line."""
        return [json.loads(line) for line in self.run(*arguments, "--json").splitlines()]


def expect(holds: bool, what: str) -> None:
    """End the job where something does not hold."""
    if not holds:
        sys.exit(f"expected: {what}")


def do_main_job(command: str, feed_address: str) -> None:
    """Init, collect, search, tag, note, link, collect into a review, export, look back."""
    desk = Path.cwd() / "desk"
    desk.mkdir()
    (desk / "000_0123456789abcdef.txt").write_text(OWN_ARTICLE, encoding="utf-8")
    marbre = Marbre(command, desk)
    marbre.run("init", ".")
    marbre.run("feeds", "add", feed_address, "--allow-private")
    marbre.run("collect")
    marbre.run("collect", "--all")
    hits = marbre.objects("search", "reparation navale accord Genes")
    expect(len(hits) == 2, "two articles on ship repair, each once")
    alliance = next(hit["id"] for hit in hits if hit["id"] != "000_0123456789abcdef")
    marbre.run("tag", alliance, "+filière/naval", "+suite/accord")
    marbre.run("note", alliance, "à recouper", "--quote", QUOTE, "--kind", "doubt")
    marbre.run("note", "000", "Demander la liste des douze entreprises")
    marbre.run("mission", "new", "Gênes 2026", "--slug", "genes-2026")
    marbre.run("mission", "link", "genes-2026", alliance, "--role", "report")
    marbre.run("mission", "link", "genes-2026", "000", "--role", "announcement")
    tagged = marbre.objects("search", "tag:filière/naval mission:genes-2026")
    expect([hit["id"] for hit in tagged] == [alliance], "the tagged article of the mission")
    review = desk / "revue.md"
    marbre.run("export", "mission:genes-2026", "--format", "markdown", "--out", str(review))
    exported = review.read_text(encoding="utf-8")
    expect(QUOTE in exported and "à recouper" in exported, "passage and note in the export")
    marbre.run("undo")
    marbre.run("redo")
    expect(len(marbre.objects("history")) >= 6, "every act in the journal")
    marbre.run("doctor")
    expect(len(list(desk.glob("*.txt"))) == 3, "three articles, each one file")


def main() -> int:
    """Serve the feed and do the job."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), FeedHandler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        do_main_job(sys.argv[1], f"http://127.0.0.1:{server.server_port}/feed.xml")
    finally:
        server.shutdown()
    print("The main job is done.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
