"""Two processes at work on one desk at once: each finds what it changed, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from search import ArticleIndex
from store.desk import Desk
from store.models import NewArticle

ROOT = Path(__file__).parent.parent
ARTICLES, ACTS = 24, 14

WORKER = """
import sys
from pathlib import Path
from store.models import View
from tui.services import Services
from tui.settings import Settings
folder, name, acts = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Services.open(folder, Settings(), editor=name) as services:
    ids = services.desk.articles.ids(View())
    for act in range(acts):
        services.desk.tags.apply([ids[act * 5 % len(ids)]], add=[f"{name}/{act}"])
        while not services.search(f"tag:{name}/{act}").total:
            services.catch_up()
        if act % 4 == 3:
            services.tidy_index(lambda: False)
        assert services.search("chantier").total == len(ids)
    print("done")
"""


def test_two_processes_change_merge_and_search_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    with Desk.create(folder, editor="anne") as desk:
        desk.intake.add_articles(
            [
                NewArticle(f"Le chantier {number}", f"Le chantier numéro {number} embauche.")
                for number in range(ARTICLES)
            ]
        )
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(folder), name, str(ACTS)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for name in ("anne", "basile")
    ]  # fmt: skip
    for worker in workers:
        said, errors = worker.communicate(timeout=120)
        assert (said, worker.returncode) == ("done\n", 0), errors
    with Desk.open(folder) as desk:
        index = ArticleIndex(desk.index_folder)
        assert index.change_numbers() == desk.changes.numbers()
        assert index.verify() == []
        index.close()
