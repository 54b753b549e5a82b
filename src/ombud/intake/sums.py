"""Sums as people type them: "1 234,50 ₽". Which sign divides the decimals is found by the whole column."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import TypeAlias

from ombud.intake.columns import lists
from ombud.intake.wrong import Wrong, shown
from ombud.kernel.money import CURRENCIES
from ombud.kernel.said.data import table

Cell: TypeAlias = object
CENT = Decimal("0.01")
DUST = Decimal("0.000001")
LARGEST = Decimal(10) ** 10
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]+")
_NUMBER = re.compile(r"[-−+]?\d+(?:[.,]\d+)*|[-−+]?[.,]\d+")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_APART = re.compile(r"\d[\d.,]*(?:[\s\u00a0\u202f\u2009'’]+[\d.,]+)+")
_BY_SPACES = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_NO_CENTS = re.compile(r"(?<=\d)[.,]\s?[-–—−]{1,2}(?!\s?\d)")
"""The dash of "500,-", which stands for no cents."""
_CENTS_BEHIND_DASH = re.compile(r"(?<![\d.,-])(\d[\d\s\u00a0\u202f]*)-(\d\d)(?![\d.,-])")
"""The kopecks of "500-00"."""
_WORDS = re.compile(r"[^\W\d_]+|[^\w\s.,'’()+−-]")


@dataclass(slots=True)
class Marks:
    """Which sign divides decimals in a column, as far as its cells show."""

    seen: Counter[str] = field(default_factory=Counter)

    def look(self, cell: Cell) -> None:
        """One more cell of the column."""
        if not isinstance(cell, str):
            return
        digits = re.sub(r"[^\d.,]", "", cell)
        signs = [sign for sign in digits if sign in ".,"]
        if not signs:
            return
        last = signs[-1]
        if len(set(signs)) > 1 or len(digits.rpartition(last)[2]) in (1, 2):
            self.seen[last] += 1
        elif len(signs) > 1:
            self.seen["." if last == "," else ","] += 1

    @property
    def decimal(self) -> str:
        """The sign; "" where no cell shows one."""
        return self.seen.most_common(1)[0][0] if self.seen else ""


def looks_like_a_sum(cell: Cell) -> bool:
    """Is it money? A whole number alone may count anything; one with cents or a sign of money is a sum."""
    if isinstance(cell, float):
        return not cell.is_integer()
    if not isinstance(cell, str):
        return False
    text = _SPACES.sub("", cell)
    found = _NUMBER.search(text)
    around = text.replace(found[0], "", 1).casefold().strip("().") if found else ""
    return bool(found and (around in currencies() or (not around and re.search(r"[.,]\d{2}$", found[0]))))


def sum_of(cell: Cell, currency: str, decimal: str = "") -> Decimal | None:
    """The amount in a cell with two places; None for an empty one.

    Raises:
        Wrong: it holds no amount in this currency.
    """
    if cell is None:
        return None
    if isinstance(cell, str):
        text = cell.strip()
        return _read(text, currency, decimal) if text else None
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        raise Wrong("no_amount", text=shown(cell))
    return _cents(Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell), str(cell))


def share_of(cell: Cell) -> Decimal | None:
    """The share in "5 %", as 0.05; None where the cell holds no per cent."""
    if isinstance(cell, str) and cell.strip().endswith("%"):
        number = _SPACES.sub("", cell.strip()[:-1]).replace(",", ".")
        if re.fullmatch(r"\d{1,3}(?:\.\d+)?", number):
            return Decimal(number) / 100
    return None


@lru_cache(maxsize=65_536)
def _read(text: str, currency: str, decimal: str) -> Decimal:
    """Groups of thousands have three figures: what is spaced otherwise is two numbers, or a slip of the finger."""
    text = _CENTS_BEHIND_DASH.sub(_with_cents, _NO_CENTS.sub("", text))
    glued = _SPACES.sub("", text)
    found = _NUMBER.search(glued)
    apart = _APART.search(text)
    ill_spaced = apart is not None and not _BY_SPACES.fullmatch(_SPACES.sub(" ", apart[0]).rstrip(".,"))
    if text.startswith("=") or found is None or ill_spaced:
        raise Wrong("no_amount", text=shown(text))
    number, around = found[0], glued.replace(found[0], "", 1).casefold().strip("().")
    times, unit = counted(text)
    if times > 1 and around not in currencies() and not re.search(r"[\d-]", around):
        around = unit
    else:
        times = 1
    _refuse_other(around, currency, text)
    negative = number[0] in "-−" or (text.startswith("(") and text.endswith(")"))
    amount = _cents(_plain(number.lstrip("-−+"), decimal, text) * times, text)
    return -amount if negative else amount


def _with_cents(found: re.Match[str]) -> str:
    """ "500-00" is 500.00; "90-95" may be from 90 to 95 as well, and stays."""
    whole = int(_SPACES.sub("", found[1]))
    return f"{found[1]}.{found[2]}" if int(found[2]) < whole or found[2] == "00" else found[0]


def counted(text: str) -> tuple[int, str]:
    """How many each is ("5 тыс. руб.": 1000), and what else is said beside the figures ("руб")."""
    words = _WORDS.findall(text.casefold())
    for size, said in table("amounts")["times"].items():
        if words and any(re.fullmatch(one.replace("\\.?", ""), words[0]) for one in said):
            return int(size), "".join(words[1:])
    return 1, "".join(words)


def _plain(number: str, decimal: str, text: str) -> Decimal:
    signs = [sign for sign in number if sign in ".,"]
    if not signs:
        return _cents(Decimal(number), text)
    last = signs[-1]
    places = len(number.rpartition(last)[2])
    if len(set(signs)) > 1 or (len(signs) == 1 and places != len("000")):
        whole, _, cents = number.rpartition(last)
        return _cents(Decimal(f"{re.sub('[.,]', '', whole) or 0}.{cents}"), text)
    if len(signs) > 1 or (decimal and decimal != last):
        if not _GROUPED.fullmatch(number):
            raise Wrong("no_amount", text=shown(text))
        return _cents(Decimal(re.sub("[.,]", "", number)), text)
    raise Wrong("amount_two_ways", text=shown(text))


def _cents(amount: Decimal, text: str) -> Decimal:
    rounded = amount.quantize(CENT, ROUND_HALF_UP) if abs(amount) < LARGEST else amount
    if abs(rounded) >= LARGEST or abs(rounded - amount) > DUST:
        raise Wrong("amount_too_large" if abs(rounded) >= LARGEST else "amount_places", text=shown(text))
    return rounded


def _refuse_other(around: str, currency: str, text: str) -> None:
    if not around:
        return
    if around not in currencies():
        raise Wrong("no_amount", text=shown(text))
    if currency and currencies()[around] != currency:
        raise Wrong("other_currency", text=shown(text), currency=currency)


@cache
def currencies() -> dict[str, str]:
    """The signs, words and codes of money, each with its currency."""
    words = {word: code for code, found in lists()["currency"].items() for word in found}
    return {code.casefold(): code for code in CURRENCIES} | words
