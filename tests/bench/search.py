"""``make bench WHAT=search N=…``: Marbre's search beside plain Whoosh, SQLite FTS5 and tantivy.

Builds an index of the same articles with each, in one run, and asks each the same. Prints one JSON
object per line. Every step is a process of its own, so that memory is that of one engine alone.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import geometric_mean, median
from typing import Any

from tests.bench._corpus import make_corpus, read_corpus
from tests.bench._engines import Arguments, Engine

ENGINES = {
    "marbre": "_whoosh_engines.Marbre",
    "marbre-changed": "_whoosh_engines.MarbreChanged",
    "whoosh": "_whoosh_engines.PlainWhoosh",
    "fts5": "_sqlite_engine.Fts5",
    "tantivy": "_tantivy_engine.Tantivy",
}
"""Where each engine is: only that which is measured is imported."""

_SECONDS = 4.0
"""How long each kind of query is measured, about."""

_LONGEST = 25.0
_TRIVIAL = {"rare word", "all by date", "count"}


def main(count: int) -> None:
    """Measure all engines on ``count`` articles.

    ``KEEP`` in the environment names a folder to work in and to keep; what was built there before is
    asked again and not built again. ``ENGINES`` names those to measure.
    """
    with tempfile.TemporaryDirectory(prefix="marbre-bench-") as temporary:
        folder = Path(os.environ.get("KEEP") or temporary) / str(count)
        folder.mkdir(parents=True, exist_ok=True)
        corpus = folder / "articles.jsonl"
        if not corpus.exists():
            make_corpus(corpus, count)
        for name in (os.environ.get("ENGINES") or ",".join(ENGINES)).split(","):
            if not (folder / name).exists():
                _step("build", name, folder, count)
            _step("ask", name, folder, count)
        _compare(folder)


def _step(step: str, name: str, folder: Path, count: int) -> None:
    command = [sys.executable, "-m", "tests.bench.search", step, name, str(folder), str(count)]
    with (folder / f"{step}-{name}.json").open("w+", encoding="utf-8") as output:
        subprocess.run(command, check=True, stdout=output)
        output.seek(0)
        sys.stdout.write(output.read())
        sys.stdout.flush()


def build(engine: Engine, folder: Path, count: int) -> None:
    """Build an index and say how fast and how large."""
    engine.count = count
    started = time.perf_counter()
    engine.build(read_corpus(folder / "articles.jsonl"))
    seconds = time.perf_counter() - started
    _say(
        engine=engine.name,
        docs_per_s=round(count / seconds, 1),
        cpu_s=round(_processor_seconds(), 1),
        index_mb=round(engine.size() / 1e6, 1),
        peak_mb=_peak_megabytes(),
    )


def ask(engine: Engine, folder: Path) -> None:
    """Ask every kind of query and say how long it took."""
    started = time.perf_counter()
    engine.open()
    kinds = engine.kinds()
    kinds["rare word"]("zzz")
    opened = time.perf_counter() - started
    _say(
        engine=engine.name,
        open_ms=round(opened * 1e3, 1),
        rss_mb=_resident_megabytes(),
        index_mb=round(engine.size() / 1e6, 1),
        **engine.facts(),
    )
    for kind, arguments in _questions(engine, folder).items():
        if kind in kinds:
            _say(engine=engine.name, kind=kind, **_measure(kinds[kind], arguments))
    _say(engine=engine.name, rss_after_mb=_resident_megabytes())


def _measure(question: Callable[..., int], arguments: list[Arguments]) -> dict[str, float]:
    """Ask the same again and again; the first round, which reads from the disk, counts on its own.

    Beside the time on the wall stands the processor's, which other work on the machine disturbs less.
    """
    times: list[float] = []
    processor: list[float] = []
    found = 0
    started = time.perf_counter()
    while True:
        for values in arguments:
            used, before = time.process_time(), time.perf_counter()
            found += question(*values)
            times.append((time.perf_counter() - before) * 1e3)
            processor.append((time.process_time() - used) * 1e3)
            if time.perf_counter() - started > _LONGEST:
                break
        if len(times) >= 2 * len(arguments) and time.perf_counter() - started > _SECONDS:
            break
        if time.perf_counter() - started > _LONGEST:
            break
    counted = sorted(times[len(arguments) :] or times)
    return {
        "p50_ms": round(median(counted), 3),
        "p95_ms": round(counted[int(len(counted) * 0.95)], 3),
        "cpu_ms": round(median(processor[len(arguments) :] or processor), 3),
        "first_ms": round(median(times[: len(arguments)]), 2),
        "found": found // len(times),
    }


def _questions(engine: Engine, folder: Path) -> dict[str, list[Arguments]]:
    """What to ask: chosen once, from what Marbre's index holds, and kept for the others."""
    path = folder / "questions.json"
    if not path.exists():
        if engine.name != "marbre":
            raise SystemExit("Marbre is asked first: it chooses the words")
        path.write_text(json.dumps(_choose(engine)), encoding="utf-8")
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {kind: [tuple(values) for values in asked] for kind, asked in stored.items()}


def _choose(engine: Any) -> dict[str, list[Arguments]]:
    chance = random.Random(5)
    searcher = engine.searcher
    count = searcher.document_count
    words = [
        (term.decode(), searcher.document_frequency("text", term))
        for term in searcher.terms_starting("text", b"")
        if term.isalpha() and len(term) > 3
    ]

    def some(low: float, high: float, many: int) -> list[str]:
        fitting = [word for word, frequency in words if low <= frequency <= high]
        return chance.sample(fitting, min(many, len(fitting)))

    rare, middle = some(2, 4, 12), some(0.012 * count, 0.04 * count, 24)
    common = some(0.16 * count, 0.6 * count, 12)
    phrases = {
        "phrase": ["carnet command", "energ marin", "salon professionnel", "march americain"]
    }
    phrases["hot phrase"] = ["chiffr affair", "mission econom", "zon portuair", "conseil regional"]
    tags = ("filiere/nautisme", "filiere/sante", "theme 05", "filiere/energie")
    years = ((738_000, 738_365), (736_000, 739_000), (739_000, 739_200))
    return {
        "rare word": [(word,) for word in rare],
        "common word": [(word,) for word in common],
        "2 words, and": list(zip(common, middle, strict=False)),
        "3 common words, and": list(zip(common, common[1:], common[2:], strict=False))[:6],
        "3 words, or": list(zip(common, middle, middle[6:], strict=False)),
        **{kind: [_phrase(words) for words in asked] for kind, asked in phrases.items()},
        **{f"prefix of {n}": [(word[:n],) for word in middle[:10]] for n in (4, 3, 2)},
        "fuzzy": [(word[:2] + "x" + word[3:],) for word in middle[:10]],
        "word + tag": [(word, tags[at % 4]) for at, word in enumerate(common + middle[:6])],
        "word + dates": [(word, *years[at % 3]) for at, word in enumerate(common + middle[:6])],
        "by date": [(word,) for word in common],
        "all by date": [()],
        "counts by tag": [(word,) for word in common[:4] + middle[:4]],
        "count": [(word,) for word in common],
        "typed word": [(word,) for word in common[:6] + middle[:6]],
        "typed words": list(zip(common, middle, strict=False)),
        "typed words with passages": list(zip(common, middle, strict=False)),
        "facets": [(word,) for word in common[:8]],
        "word that lacks": [(word[:2] + "x" + word[3:],) for word in middle[:10]],
        "word completed": [(word[:3],) for word in middle[:10]],
    }


def _phrase(words: str) -> Arguments:
    """An expression's terms, as the analysis makes them of the words between spaces."""
    return tuple(words.split())


def _compare(folder: Path) -> None:
    """Say how many times faster or slower Marbre is by the processor's time, where both were measured."""
    times: dict[str, dict[str, float]] = {}
    for path in folder.glob("ask-*.json"):
        for line in path.read_text(encoding="utf-8").splitlines():
            values = json.loads(line)
            if "kind" in values:
                times.setdefault(values["engine"], {})[values["kind"]] = values["cpu_ms"]
    ours = times.get("marbre", {})
    for name, theirs in times.items():
        shared = [kind for kind in theirs if kind in ours and theirs[kind] and ours[kind]]
        if name == "marbre" or not shared:
            continue
        ratios = {kind: theirs[kind] / ours[kind] for kind in shared}
        slower = sorted(kind for kind, ratio in ratios.items() if ratio < 1)
        _say(
            engine=name,
            times_marbre=round(geometric_mean(ratios.values()), 3),
            kinds=len(shared),
            faster_than_marbre=slower,
            not_trivial=[kind for kind in slower if kind not in _TRIVIAL],
        )


def _say(**values: Any) -> None:
    print(json.dumps(values, ensure_ascii=False), flush=True)


def _resident_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * resource.getpagesize() / 1e6, 1)


def _peak_megabytes() -> float:
    """Of the process that took most, this one and those it had work for it."""
    return round(max(usage.ru_maxrss for usage in _usages()) / 1024, 1)


def _processor_seconds() -> float:
    """Of this process and those it had work for it."""
    return sum(usage.ru_utime + usage.ru_stime for usage in _usages())


def _usages() -> tuple[resource.struct_rusage, ...]:
    return tuple(map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


if __name__ == "__main__":
    step, engine_name, place, article_count = sys.argv[1:]
    module, class_name = ENGINES[engine_name].split(".")
    engine_class = getattr(import_module(f"tests.bench.{module}"), class_name)
    chosen = engine_class(Path(place) / engine_name)
    if step == "build":
        build(chosen, Path(place), int(article_count))
    else:
        ask(chosen, Path(place))
