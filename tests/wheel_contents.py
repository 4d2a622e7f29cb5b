"""Build the wheel and check what is in it: all that the packages need, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("store", "search", "feeds", "tui")
LEFT_OUT = frozenset({".pyc", ".po"})
KINDS = {".py": 40, ".typed": 4, ".sql": 1, ".tcss": 1, ".mo": 2, ".txt": 12, ".toml": 2}
"""How many files of each kind there are at least."""


def build_wheel(folder: Path) -> Path:
    """Build the wheel into a folder, with what is installed already, and return its path."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run([*command, str(ROOT)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"the wheel cannot be built:\n{done.stdout}{done.stderr}")
    return next(folder.glob("*.whl"))


def files_of(wheel: Path) -> set[str]:
    """Return what a wheel installs, its own description aside."""
    with ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
    return {name for name in names if ".dist-info/" not in name}


def files_wanted() -> set[str]:
    """Return what the four packages hold in this checkout, as version control would list it."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *PACKAGES]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:  # not a checkout: an unpacked source archive
        found = (path for name in PACKAGES for path in (ROOT / name).rglob("*") if path.is_file())
        names = [path.relative_to(ROOT).as_posix() for path in found]
    else:
        names = [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]
    return {name for name in names if Path(name).suffix not in LEFT_OUT}


def problems(wheel: Path) -> list[str]:
    """Say what lacks in a wheel and what has no business there."""
    held, wanted = files_of(wheel), files_wanted()
    found = [f"missing: {name}" for name in sorted(wanted - held)]
    found += [f"too much: {name}" for name in sorted(held - wanted)]
    kinds = Counter(Path(name).suffix or Path(name).name for name in held)
    found += [
        f"{kinds[kind]} files of kind {kind}, expected {least} or more"
        for kind, least in KINDS.items()
        if kinds[kind] < least
    ]
    found += [f"missing: {name}/py.typed" for name in PACKAGES if f"{name}/py.typed" not in held]
    return found


def main() -> int:
    """Build, look, report."""
    with TemporaryDirectory() as folder:
        wheel = build_wheel(Path(folder))
        found = problems(wheel)
        for line in found:
            print(line, file=sys.stderr)
        print(f"{wheel.name}: {len(files_of(wheel))} files, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
