"""Invented orders of an invented bookshop as one spreadsheet: any number, the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ASOF = date(2026, 5, 20)
HEADER = "№ заказа;Дата заказа;Обещано;Передано;Вручено;Стоимость товаров;Скидка;Доставка;Оплачено"
DAYS_BACK, TERM, ON_THE_WAY = 60, 12, 5
THRESHOLD, FEE = 100_000, 9_000


class Dice:
    """A small generator of numbers (the constants are Knuth's), so that the rows do not depend on Python's."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, most: int) -> int:
        """A whole number from 0 to `most` - 1."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % most


def write(path: Path, count: int, seed: int = 7) -> None:
    """A table in cp1251 with semicolons and decimal commas, as a Russian Excel saves it."""
    dice = Dice(seed)
    with path.open("w", encoding="cp1251", newline="") as text:
        text.write(HEADER + "\r\n")
        text.writelines(row + "\r\n" for row in rows(dice, count))


def rows(dice: Dice, count: int) -> Iterator[str]:
    """Two thirds delivered in time, most others still in time on their way, one in fifty late, one in two hundred
    lost, one in a hundred just short of free delivery, some not yet handed over.
    """
    for number in range(count):
        placed = ASOF - timedelta(days=dice.below(DAYS_BACK))
        due = placed + timedelta(days=TERM + dice.below(TERM))
        handed: date | None = placed + timedelta(days=1 + dice.below(2))
        came: date | None = placed + timedelta(days=4 + dice.below(7))
        luck = dice.below(1000)
        if luck < 20:
            came = due + timedelta(days=1 + dice.below(6))
        elif luck < 25:
            came = None
        if came is not None and came > ASOF:
            came = None
        if handed is not None and handed > ASOF:
            handed = None
        goods = 30_000 + dice.below(400_000) if luck % 100 else THRESHOLD - dice.below(1000)
        discount = goods // 20 if dice.below(4) == 0 else 0
        fee = FEE if goods - discount < THRESHOLD else 0
        cells = (f"F-{number}", _day(placed), _day(due), _day(handed), _day(came))
        sums = (goods, discount, fee, goods - discount + fee)
        yield ";".join((*cells, *map(_sum, sums)))


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _sum(minor: int) -> str:
    return f"{minor // 100},{minor % 100:02}" if minor else ""
