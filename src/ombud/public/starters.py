"""Starter books: what a shop that has no book of its own yet is ruled by, and what `ombud new` starts from."""

from __future__ import annotations

from pathlib import Path

STARTERS = Path(__file__).parent.parent / "shops" / "starter"
STARTER = "starter/"
"""How a case file names a starter book: `book = "starter/pl"`."""
GENERIC = "generic"


def starter_names() -> tuple[str, ...]:
    """The countries that have a starter book of their own, the generic one last."""
    found = sorted(folder.name for folder in STARTERS.iterdir() if (folder / "shop.toml").is_file())
    return tuple(sorted(found, key=lambda name: (name == GENERIC, name)))


def starter_for(law: str) -> tuple[str, Path]:
    """The name and folder of the starter book under a law ("PL"); the generic one where it has none."""
    name = law.lower()
    name = name if name in starter_names() else GENERIC
    return name, STARTERS / name


def starter_named(book: str) -> Path | None:
    """The folder of a starter book that a case file names; None where it names none."""
    country = book.removeprefix(STARTER)
    return STARTERS / country if book.startswith(STARTER) and country in starter_names() else None
