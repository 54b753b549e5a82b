from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from ombud.book.checking import Problem, check_book
from ombud.book.opening import open_book
from ombud.book.record import Book

FOUR = '{ en = "a", ru = "b", uk = "c", pl = "d" }'

CATALOGUE = f"""
[constraint]
all = ["placed_on <= due_on"]
[fact.asof]
type = "date"
side = "event"
always = true
means = {FOUR}
[fact.reason]
type = "text"
labels = ["late", "not_received", "threshold_near_miss"]
side = "event"
means = {FOUR}
[fact.placed_on]
type = "date"
side = "event"
means = {FOUR}
[fact.due_on]
type = "date"
side = "contract"
means = {FOUR}
[fact.delivered]
type = "bool"
side = "event"
means = {FOUR}
ask = {FOUR}
of = "carrier"
evidence = "proof of delivery"
cost = 2
from = {{ exists = "tracking", where = "status = 'delivered'" }}
[fact.delivered_on]
type = "date"
side = "event"
present_if = "delivered"
means = {FOUR}
[fact.prepaid]
type = "money"
low = "0.00"
side = "contract"
means = {FOUR}
[fact.parcels]
type = "int"
side = "event"
means = {FOUR}
[fact.margin]
type = "money"
side = "money"
means = {FOUR}
[fact.orders_before]
type = "int"
side = "person"
means = {FOUR}
"""

PACK = """
code = "RU"
extends = ["common"]
authority = "the parliament"
checked_on = 2026-11-21
languages = ["en", "ru", "uk", "pl"]
name = { en = "Russia", ru = "Россия", uk = "Росія", pl = "Rosja" }
holidays = "holidays.toml"
[source.ru231a]
what = "the statute"
url = "https://example.org/ru231"
kind = "statute_text"
[[body]]
name = { en = "the regulator", ru = "надзор", uk = "нагляд", pl = "urząd" }
url = "https://example.org/body"
"""

TOPIC = f"""
[param.ru231_rate]
type = "rate"
anchor = "due_on"
favours = "high"
values = [{{ since = 2007-12-21, is = "0.0050", conf = "W", source = "ru231a" }}]
means = {FOUR}
[[value.late_end.rule]]
when = "delivered"
is = "delivered_on"
[[value.late_end.rule]]
when = "TRUE"
is = "asof"
[table.ru231]
answers = "owed"
level = "statute"
hit = "collect"
reasons = ["late", "not_received"]
[[table.ru231.rule]]
id = "penalty"
when = "prepaid > 0 AND late_end > due_on"
cites = "RU ZoZPP 23.1"
because = {FOUR}
[table.ru231.rule.then]
remedy = "penalty_by_statute"
amount = {{ expr = "accrue(prepaid, ru231_rate, days_between(late_end, due_on), prepaid)" }}
arises = "on_demand"
"""

COMMON_PACK = """
code = "common"
authority = "the project"
checked_on = 2026-11-21
languages = ["en", "ru", "uk", "pl"]
name = { en = "Common", ru = "Общее", uk = "Спільне", pl = "Wspólne" }
"""

COMMON = """
[[burden.delivered.rule]]
when = "TRUE"
is = "FALSE"
"""

SHOP = """
name = { en = "Folio", ru = "Фолио" }
country = "RU"
currency = "RUB"
languages = ["en", "ru"]
serves = { en = "readers", ru = "читатели" }
answers = { en = "Anna", ru = "Анна" }
"""

PROMISE = """
[param.free_delivery_from]
type = "money"
anchor = "placed_on"
visibility = "public"
values = [{ since = 2026-01-01, is = "1000.00" }]
[param.free_delivery_basis]
type = "text"
labels = ["after_discount", "list"]
is = "after_discount"
[clause.free_delivery]
visibility = "public"
purpose = { en = "fewer small orders", ru = "меньше мелких заказов" }
[[clause.free_delivery.version]]
since = 2026-01-01
text = { en = "Delivery is free from {free_delivery_from}.", ru = "Доставка бесплатна от {free_delivery_from}." }
[[clause.free_delivery.amendment]]
set = { free_delivery_basis = "list" }
because = { en = "clearer", ru = "яснее" }
"""

HOUSE = """
[param.near_miss_tolerance]
type = "money"
is = "12.34"
[table.near_miss]
answers = "goodwill"
hit = "first"
reasons = ["threshold_near_miss"]
[[table.near_miss.rule]]
id = "waive"
when = "prepaid >= 1000.00 - near_miss_tolerance"
then = { remedy = "fee_waiver", amount = "90.00" }
because = { en = "you were close", ru = "почти хватило" }
"""

ECONOMICS = """
[margin]
share = "0.35"
origin = "measured"
n = 412
[staff]
per_hour = "600.00"
origin = "contract"
[carrier.post]
name = { en = "the post" }
term_days = 3
claim_window_days = 180
lost_pays = "declared"
late_pays_share_per_day = "0.03"
late_cap = "fee"
origin = "contract"
[customer]
yearly_margin = { low = "300.00", mean = "900.00", high = "2400.00" }
origin = "assumed"
"""

FILES = {
    "facts.toml": CATALOGUE,
    "law/ru/pack.toml": PACK,
    "law/ru/delivery.toml": TOPIC,
    "law/ru/holidays.toml": "years = [2026, 2026]\ndays = [2026-01-01]\nworking = []\n",
    "law/common/pack.toml": COMMON_PACK,
    "law/common/evidence.toml": COMMON,
    "folio/shop.toml": SHOP,
    "folio/promise.toml": PROMISE,
    "folio/house.toml": HOUSE,
    "folio/economics.toml": ECONOMICS,
}


class Desk:
    """A small lawful book on disk, which a test bends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")

    def add(self, name: str, text: str) -> None:
        self.write(name, FILES[name] + dedent(text))

    def swap(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def check(self, *, shop: bool = True) -> list[Problem]:
        folder = self.folder / "folio" if shop else None
        return check_book("RU", folder, law_root=self.folder / "law", catalogue=self.folder / "facts.toml")

    def open(self, *, shop: bool = True) -> Book:
        folder = self.folder / "folio" if shop else None
        return open_book(
            "RU",
            folder,
            known_on=date(2026, 11, 21),
            law_root=self.folder / "law",
            catalogue=self.folder / "facts.toml",
        )

    def line(self, name: str, text: str) -> int:
        lines = (self.folder / name).read_text(encoding="utf-8").splitlines()
        return next(i for i, line in enumerate(lines, 1) if text in line)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def only(desk: Desk) -> Callable[..., Problem]:
    """The one problem of the bent book, with its code; its file and line checked against the text it must point at."""

    def found(code: str, name: str, text: str = "") -> Problem:
        problems = desk.check()
        assert [p.code for p in problems] == [code], [str(p) for p in problems]
        problem = problems[0]
        assert problem.at.file == str(desk.folder / name)
        if text:
            assert problem.at.line == desk.line(name, text), problem
        return problem

    return found
