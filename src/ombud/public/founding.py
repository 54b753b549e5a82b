"""A shop's first book of its own: a starter book with what the shop told about itself in its place."""

from __future__ import annotations

import re
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from ombud.book.checking import check_book
from ombud.book.opening import open_book
from ombud.book.reading import read_toml
from ombud.book.residence import pack_of
from ombud.kernel.errors import BookError, InputError, Place
from ombud.kernel.lang import LANGS, Lang
from ombud.public.starters import GENERIC, STARTERS, starter_for
from ombud.public.written import literal

__all__ = [
    "STANCES",
    "STARTERS",
    "Founding",
    "Stance",
    "days_by_law",
    "default_limit",
    "found",
    "own_currency",
    "refuse_taken",
]

Stance: TypeAlias = Literal["floor", "kind", "generous"]
STANCES: tuple[Stance, ...] = ("floor", "kind", "generous")
PIECES = STARTERS / "pieces"
BLOCK = "(?ms)^# --- {} ---$.*?^# --- end of {} ---$\n*"


@dataclass(frozen=True, slots=True)
class Founding:
    """What the shop told. Sums are text ("90.00"); empty or None is the starter book's own, or nothing promised."""

    country: str
    lang: Lang
    name: str = ""
    currency: str = ""
    serves: str = ""
    threshold: str = ""
    fee: str = ""
    delivery_days: int | None = None
    return_days: int | None = None
    stance: Stance = "kind"
    limit: str = ""
    signature: str = ""


def own_currency(country: str) -> str:
    """The money of the country's starter book."""
    return str(read_toml(_starter(country)[1] / "shop.toml")["currency"])


def default_limit(country: str) -> str:
    """The sum that an agent may give alone in the country's starter book."""
    params = read_toml(_starter(country)[1] / "house.toml")["param"]
    return str(params["agent_limit"]["is"])


def days_by_law(country: str, on: date) -> int | None:
    """Days to change one's mind that the law of the country gives anyway; None where it names no number."""
    dated = open_book(pack_of(country) or GENERIC, known_on=on).param("withdraw_days", on)
    return dated.value if dated is not None and isinstance(dated.value, int) else None


def refuse_taken(folder: Path) -> None:
    """A book is never written over anything.

    Raises:
        InputError: the folder holds something, or is none.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            "something is there already", at=Place(str(folder)), hint="name a new or an empty folder", code="new.taken"
        )
    if not folder.resolve().parent.is_dir():
        raise InputError("there is no folder to put it into", at=Place(str(folder)), hint="make its parent first")


def found(founding: Founding, folder: Path) -> None:
    """Write the four files, checked before anything stands in `folder`: whole, or not at all.

    Raises:
        InputError: the folder is taken.
        BookError: the book would not hold (a fault of ombud's, or of a starter book).
    """
    refuse_taken(folder)
    parent = folder.resolve().parent
    with tempfile.TemporaryDirectory(prefix=".ombud-new-", dir=parent) as made:
        drafted = Path(made) / "book"
        drafted.mkdir()
        for name, text in _files(founding).items():
            (drafted / name).write_text(text, encoding="utf-8")
        problems = check_book("", drafted)
        if problems:
            raise BookError(problems[0].says, at=problems[0].at, hint=problems[0].hint, code=problems[0].code)
        if folder.exists():
            folder.rmdir()
        shutil.move(drafted, folder)


def _starter(country: str) -> tuple[str, Path]:
    return starter_for(pack_of(country) or GENERIC)


def _files(one: Founding) -> dict[str, str]:
    name, starter = _starter(one.country)
    sums = name if not one.currency or one.currency == own_currency(one.country) else GENERIC
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(starter.glob("*.toml"))}
    texts["shop.toml"] = _shop(one, texts["shop.toml"])
    texts["promise.toml"] = _promise(one, texts["promise.toml"])
    texts["house.toml"] = _house(one, texts["house.toml"], sums)
    return texts


def _shop(one: Founding, text: str) -> str:
    told: dict[str, object] = {"country": (pack_of(one.country) or GENERIC).upper()}
    if one.currency:
        told["currency"] = one.currency
    if one.name:
        told["name"] = dict.fromkeys(LANGS, one.name)
    if one.signature:
        told["answers"] = dict.fromkeys(LANGS, one.signature)
    if one.serves:
        told["serves"] = {**_words(text, "serves"), one.lang: one.serves}
    for key, value in told.items():
        text = _put(text, rf"(?m)^{key} = .*$", f"{key} = {literal(value)}")
    return _put(text, r"\A# Who the shop is\..*$", "# Who the shop is.", multiline=True)


def _words(text: str, key: str) -> Mapping[str, str]:
    found_: Mapping[str, str] = tomllib.loads(text)[key]
    return found_


def _put(text: str, pattern: str, new: str, *, multiline: bool = False) -> str:
    return re.sub(pattern, lambda _: new, text, count=1, flags=re.MULTILINE if multiline else 0)


def _promise(one: Founding, text: str) -> str:
    if not one.threshold:
        text = _without(text, "free delivery")
    else:
        numbers = _piece("free_delivery", threshold=one.threshold, fee=one.fee or "0.00")
        clause, params = numbers.split("\n\n", 1)
        text = _put(text, r"(?ms)^\[\[clause\.free_delivery\.version\]\].*?(?=\n\n)", clause)
        text = _put(text, r"(?ms)^# No number stands here yet.*?(?=\n\n)", params.rstrip())
    if one.delivery_days is not None:
        text += "\n" + _piece("delivery_term", days=str(one.delivery_days))
    if one.return_days is not None:
        text += "\n" + _piece("returns", days=str(one.return_days))
    return text


def _house(one: Founding, text: str, sums: str) -> str:
    stances = read_toml(STARTERS / "stances.toml")
    numbers: dict[str, str] = dict(stances[one.stance][sums])
    limits = read_toml(STARTERS / sums / "house.toml")["param"]
    numbers["agent_limit"] = one.limit or str(limits["agent_limit"]["is"])
    for name, value in numbers.items():
        text = _put(text, rf'(?s)(?<=\[param\.{name}\]\ntype = "money"\nis = )"[^"]*"', f'"{value}"')
    if not one.threshold:
        text = _without(text, "near miss")
        text = _put(text, r"(?ms)^# How far below the free-delivery.*?(?=^# A coupon)", "")
    return text


def _without(text: str, block: str) -> str:
    return re.sub(BLOCK.format(block, block), "", text)


def _piece(name: str, **values: str) -> str:
    text = (PIECES / f"{name}.toml").read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return text
