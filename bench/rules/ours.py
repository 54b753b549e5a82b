"""The study's policy as ombud declares it: facts, parameters, values and the two tables, checked and compiled."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from ombud.rules.check import check
from ombud.rules.checked import Program
from ombud.rules.declare import (
    Branch,
    DatedValue,
    Declarations,
    ExprText,
    FactDecl,
    Output,
    ParamDecl,
    RuleDecl,
    TableDecl,
    ValueDecl,
)  # fmt: skip

POLICY = Path(__file__).parent / "policy.toml"
LABELS = {
    "abuse_level": ("none", "watch", "blocked", "Blocked "),
    "claim_kind": ("shipping_charged", "late", "nonreceipt", "damaged", "wrong_item", "changed_mind", "other"),
}
LEVELS = {"auto": 1, "agent": 2, "lead": 3, "director": 4}


def program() -> Program:
    """The checked policy. The amount that the first table gives is a fact of the second."""
    policy = tomllib.loads(POLICY.read_text(), parse_float=Decimal)
    facts = {name: _fact(name, type_) for name, type_ in policy["facts"].items()}
    facts["amount"] = FactDecl("amount", "money", "money")
    params = {name: _param(name, value) for name, value in policy["params"].items()}
    values = {name: ValueDecl(name, (Branch("TRUE", text),)) for name, text in policy["derived"].items()}
    decision = tuple(_rule(rule) for rule in policy["rule"])
    approval = tuple(RuleDecl(rule["level"], rule["when"], {"level": rule["level"]}) for rule in policy["approval"])
    tables = {
        "decision": TableDecl("decision", "goodwill", "first", decision, guard="claim_kind"),
        "approval": TableDecl("approval", "approval", "first", approval, guard="claim_kind"),
    }
    return check(Declarations(facts, params, values, tables=tables))


def _fact(name: str, type_: str) -> FactDecl:
    kind: Any = type_.removesuffix("!")
    return FactDecl(name, kind, "event", LABELS.get(name, ()), always=type_.endswith("!"))


def _param(name: str, value: Decimal) -> ParamDecl:
    return ParamDecl(name, "rate" if name.endswith("_pct") else "money", "", (DatedValue(None, value),))


def _rule(rule: Mapping[str, str]) -> RuleDecl:
    amount: Output = Decimal("0.00") if rule["amount"] == "0" else ExprText(rule["amount"])
    return RuleDecl(rule["id"], rule["when"], {"fault": rule["fault"], "remedy": rule["remedy"], "amount": amount})
