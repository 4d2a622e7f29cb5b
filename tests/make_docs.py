"""What the documentation takes from the code: ``docs/commands.md``, ``docs/keys.md``, ``docs/settings.md``.

::

    python -m tests.make_docs            write them, and the pictures of the demo desk
    python -m tests.make_docs --check    say which are not what the code says
"""

from __future__ import annotations

import argparse
import ast
import sys
from dataclasses import MISSING, Field, fields
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui import settings
from tui.cli import main as command_line
from tui.commands import COMMANDS, GROUP_NAMES, PLACE_NAMES
from tui.i18n import install
from tui.keys import key_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

DOCS = Path(__file__).resolve().parent.parent / "docs"
MADE = "<!-- Made from the code by `make docs`. -->"
SHARED_OPTIONS = frozenset({"--desk", "--json", "--help"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the pages."""
    parser = argparse.ArgumentParser(description="Make what the documentation takes from the code.")
    parser.add_argument(
        "--check", action="store_true", help="say what is out of date, write nothing"
    )
    options = parser.parse_args(arguments)
    if options.check:
        stale = stale_pages()
        for name in stale:
            print(f"docs/{name} is not what the code says: run `make docs`", file=sys.stderr)
        return 1 if stale else 0
    from tests.make_pictures import make_pictures  # noqa: PLC0415 (checking needs no screen)

    for name, page in pages().items():
        (DOCS / name).write_text(page, encoding="utf-8")
    for picture in make_pictures(DOCS / "pictures"):
        print(picture.relative_to(DOCS.parent))
    return 0


def stale_pages() -> list[str]:
    """Return the names of pages that differ from what would be written now."""
    return [
        name
        for name, page in pages().items()
        if not (DOCS / name).exists() or (DOCS / name).read_text(encoding="utf-8") != page
    ]


def pages() -> dict[str, str]:
    """Return every page by its file name, in English."""
    install("en")
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "commands.md": _commands_page,
        "keys.md": _keys_page,
        "settings.md": _settings_page,
    }
    return {name: "\n".join(make()) + "\n" for name, make in makers.items()}


def every_command() -> Iterator[tuple[str, str, click.Context]]:
    """Walk through the command line: heading, full name, a context to ask for help in."""
    root = command_line.root
    parent = click.Context(root, info_name="marbre")
    for heading, names in command_line.COMMANDS.items():
        for name in names:
            command = root.get_command(parent, name)
            assert command is not None, name
            yield from _with_subcommands(heading, click.Context(command, parent, info_name=name))


def _with_subcommands(
    heading: str, context: click.Context
) -> Iterator[tuple[str, str, click.Context]]:
    yield heading, context.command_path, context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            assert command is not None, name
            yield from _with_subcommands(heading, click.Context(command, context, info_name=name))


def _commands_page() -> Iterator[str]:
    yield "# The command line"
    yield f"\n{MADE}\n"
    yield "Every command understands `--desk DIR` (else `MARBRE_DESK`, else the nearest desk above"
    yield "this folder, else your own). Those that print understand `--json`: one document, or one"
    yield "object per line for lists ([json.md](json.md)). The exit status is 0 when done, 1 when it"
    yield "failed, 2 when it was used wrongly.\n"
    yield f"    marbre {command_line.root.subcommand_metavar}\n"
    yield command_line.root.help or ""
    current = ""
    for heading, path, context in every_command():
        if heading != current:
            yield f"\n## {heading}"
            current = heading
        yield from _command_section(path, context)


def _command_section(path: str, context: click.Context) -> Iterator[str]:
    pieces = context.command.collect_usage_pieces(context)
    yield f"\n### {path}\n"
    yield f"    {' '.join([path, *(piece for piece in pieces if piece != '[OPTIONS]')])}"
    yield f"\n{context.command.help or ''}"
    options = [
        each
        for each in context.command.get_params(context)
        if isinstance(each, click.Option)
        and not SHARED_OPTIONS & set(each.opts)
        and not each.hidden
    ]
    if options:
        yield "\n| option | |\n|---|---|"
    for each in options:
        yield f"| `{_option_words(each, context)}` | {_cell(each.help or '')} |"


def _option_words(option: click.Option, context: click.Context) -> str:
    names = "`, `".join([*option.opts, *option.secondary_opts])
    if option.is_flag:
        return names
    return f"{names} {option.make_metavar(context)}".replace("|", "\\|")


def _keys_page() -> Iterator[str]:
    yield "# The keys"
    yield f"\n{MADE}\n"
    yield "Keys of your own stand in the part `[keys]` of `marbre.toml`, by the name in the second"
    yield "column ([settings.md](settings.md)). `?` shows this table on the screen."
    for group, name in GROUP_NAMES.items():
        yield f"\n## {name}\n\n| keys | command | | where |\n|---|---|---|---|"
        for each in COMMANDS:
            if each.group is group:
                keys = " ".join(f"`{_cell(key_label(key))}`" for key in each.keys)
                keys = keys or "palette"
                where = PLACE_NAMES[each.where]
                yield f"| {keys} | `{each.id}` | {_cell(each.help)} | {where} |"


def _settings_page() -> Iterator[str]:
    yield "# The settings"
    yield f"\n{MADE}\n"
    yield "`marbre.toml` lies in the desk's folder, beside the articles; a desk does without it. A key"
    yield "or a value that cannot be is named with its line. `MARBRE_EDITOR` goes before `editor`."
    for name, section in settings.SECTIONS.items():
        words = _attribute_words(section.__name__)
        yield f"\n## [{name}]\n\n| key | default | may be | |\n|---|---|---|---|"
        for each in fields(section):
            rule: settings.Rule = each.metadata["rule"]
            expected = _cell(rule.in_words())
            yield f"| `{each.name}` | {_default(each)} | {expected} | {_cell(words[each.name])} |"
    yield "\n## [keys]\n"
    yield _cell(_attribute_words("Settings")["keys"].partition(": ")[2].capitalize())
    yield "[keys.md](keys.md) lists the commands' names.\n"
    yield "## [credentials]\n"
    yield _cell(_attribute_words("Settings")["credentials"].partition(": ")[2].capitalize())
    yield "[collecting.md](collecting.md) says how.\n"
    yield '```toml\n[desk]\neditor = "Claire"\n\n[keys]\nkeep = ["K", "ctrl+k"]\nstar = "f"\n```'


def _default(key: Field[Any]) -> str:
    if key.default is MISSING or key.default is None:
        return "–"
    text = str(key.default).lower() if isinstance(key.default, bool) else f"{key.default}"
    return f'`"{text}"`' if isinstance(key.default, str) else f"`{text}`"


def _attribute_words(class_name: str) -> dict[str, str]:
    """Return the docstrings that stand below a settings class's fields."""
    module = ast.parse(Path(settings.__file__).read_text(encoding="utf-8"))
    body = next(
        node.body
        for node in module.body
        if isinstance(node, ast.ClassDef) and node.name == class_name
    )
    return {
        before.target.id: " ".join(str(after.value.value).split())
        for before, after in pairwise(body)
        if isinstance(before, ast.AnnAssign)
        and isinstance(before.target, ast.Name)
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
    }


def _cell(text: str) -> str:
    """Make a text fit for a cell of a table."""
    return " ".join(text.split()).replace("``", "`").replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
