"""A shop's folder: who it is, what it promises, its house rules and its money."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias, cast, get_args

from ombud.book.entry import Entry, nearest
from ombud.book.record import Amendment, Carrier, Clause, ClauseVersion, Economics, Figure, Origin, Shop, Supplier
from ombud.book.topic import VISIBILITIES
from ombud.kernel.lang import LANGS
from ombud.kernel.money import CURRENCIES
from ombud.rules.declare import ParamDecl, Type, Value

FILES = ("shop.toml", "promise.toml", "house.toml", "economics.toml")
BESIDE = ("history.toml",)
"""What may stand beside a book and is no part of it: which facts its records do not say."""
SHOP_KEYS = "name country currency languages serves answers callback_minutes chosen_law".split()
CARRIER_KEYS = ("name term_days claim_window_days lost_pays late_pays_share_per_day late_cap origin").split()
LOST_PAYS = ("declared", "price", "fee", "nothing")
SUPPLIER_KEYS = ("name claim_window_days defect_pays loss_pays origin").split()
DEFECT_PAYS = ("price", "nothing")
LOSS_PAYS = ("loss", "nothing")
LATE_CAPS = ("fee", "declared", "price", "none")
ORIGINS: tuple[Origin, ...] = get_args(Origin)
Spread: TypeAlias = tuple[Decimal, Decimal, Decimal]


def read_shop(file: Entry) -> Shop:
    """Who the shop is."""
    file.only(*SHOP_KEYS)
    currency = file.text("currency", None)
    if currency and currency not in CURRENCIES:
        file.refuse("currency", f"unknown currency {currency!r}", nearest(currency, CURRENCIES), "currency.unknown")
    languages = file.texts("languages")
    for lang in languages:
        if lang not in LANGS:
            file.refuse("languages", f"unknown language {lang!r}", f"one of {', '.join(LANGS)}", "book.unknown_code")
    if not languages:
        file.refuse("languages", "the shop answers in no language", 'languages = ["en"]')
    return Shop(
        name=file.words("name", plain=True),
        country=file.text("country", None),
        currency=currency,
        languages=tuple(lang for lang in LANGS if lang in languages),
        serves=file.words("serves", plain=True),
        answers=file.words("answers", plain=True),
        callback_minutes=file.whole("callback_minutes", 0) if file.has("callback_minutes") else None,
        chosen_law=file.text("chosen_law").upper(),
        at=file.at,
    )


def read_clauses(file: Entry, params: Mapping[str, ParamDecl]) -> dict[str, Clause]:
    """The clauses of the public offer. `params` are those that amendments may set."""
    return {name: _clause(name, entry, params) for name, entry in file.children("clause").items()}


def _clause(name: str, entry: Entry, params: Mapping[str, ParamDecl]) -> Clause:
    entry.only("visibility", "purpose", "version", "amendment")
    versions = tuple(
        ClauseVersion(e.only("since", "until", "text").day("since"), e.day("until"), e.words("text"), e.at)
        for e in entry.each("version")
    )
    if not versions:
        entry.refuse("version", "the clause has no text", "write [[clause.….version]] with since and text")
    return Clause(
        name=name,
        visibility=entry.choice("visibility", VISIBILITIES, "public"),
        purpose=entry.words("purpose"),
        versions=versions,
        amendments=tuple(_amendment(item, params) for item in entry.each("amendment")),
        at=entry.at,
    )


def _amendment(entry: Entry, params: Mapping[str, ParamDecl]) -> Amendment:
    changes = entry.only("set", "because").child("set")
    found: dict[str, Value] = {}
    for name in changes.data:
        param = params.get(name)
        if param is None:
            changes.refuse(name, f"unknown parameter {name!r}", nearest(name, params), "book.unknown_name")
            continue
        value = changes.value(name, param.type, param.labels)
        if value is not None:
            found[name] = value
    return Amendment(found, entry.words("because"), entry.at)


def read_economics(file: Entry) -> Economics:
    """The shop's money, each number with its origin."""
    file.only("margin", "staff", "delivery", "carrier", "supplier", "customer", "figure")
    return Economics(
        margin=_figure(file, "margin", "share", "rate"),
        staff_per_hour=_figure(file, "staff", "per_hour", "money"),
        delivery_cost=_figure(file, "delivery", "cost", "money"),
        customer_yearly_margin=_figure(file, "customer", "yearly_margin", "money"),
        carriers={name: _carrier(name, entry) for name, entry in file.children("carrier").items()},
        suppliers={name: _supplier(name, entry) for name, entry in file.children("supplier").items()},
        others={name: fig for name in file.children("figure") if (fig := _figure(file.child("figure"), name, "is"))},
    )


def _figure(file: Entry, section: str, key: str, kind: Type = "money") -> Figure | None:
    if not file.has(section):
        return None
    entry = file.child(section).only(key, "origin", "n")
    if not entry.has(key):
        entry.refuse(key, f"{key} is missing", code="book.missing_key")
        return None
    low, mean, high = _spread(entry, key, kind)
    if not low <= mean <= high:
        entry.refuse(key, "low, mean and high must rise")
    count = entry.whole("n", 0) if entry.has("n") else None
    return Figure(low, mean, high, entry.choice("origin", ORIGINS), count)


def _spread(entry: Entry, key: str, kind: Type) -> Spread:
    if isinstance(entry.data[key], dict):
        inner = entry.child(key).only("low", "mean", "high")
        return cast("Spread", tuple(_number(inner, name, kind) for name in ("low", "mean", "high")))
    return (_number(entry, key, kind),) * 3


def _number(entry: Entry, key: str, kind: Type) -> Decimal:
    value = entry.value(key, kind)
    if not entry.has(key):
        entry.refuse(key, f"{key} is missing", code="book.missing_key")
    if isinstance(value, Decimal) and value < 0:
        entry.refuse(key, f"{key} cannot be negative")
    return value if isinstance(value, Decimal) else Decimal(0)


def _carrier(code: str, entry: Entry) -> Carrier:
    entry.only(*CARRIER_KEYS)
    late = "late_pays_share_per_day"
    return Carrier(
        code=code,
        name=entry.words("name", plain=True),
        term_days=entry.whole("term_days", 0),
        claim_window_days=entry.whole("claim_window_days", 0),
        lost_pays=entry.choice("lost_pays", LOST_PAYS, "nothing"),
        late_pays_share_per_day=_number(entry, late, "rate") if entry.has(late) else Decimal(0),
        late_cap=entry.choice("late_cap", LATE_CAPS, "none"),
        origin=entry.choice("origin", ORIGINS),
    )


def _supplier(code: str, entry: Entry) -> Supplier:
    entry.only(*SUPPLIER_KEYS)
    return Supplier(
        code=code,
        name=entry.words("name", plain=True),
        claim_window_days=entry.whole("claim_window_days", 0),
        defect_pays=entry.choice("defect_pays", DEFECT_PAYS, "nothing"),
        loss_pays=entry.choice("loss_pays", LOSS_PAYS, "nothing"),
        origin=entry.choice("origin", ORIGINS),
    )
