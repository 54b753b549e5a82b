"""A ruling as one line of JSON: the same ruling gives the same bytes.

Money is `{"minor", "currency"}`, or `{"min", "max", "currency"}` with max null when it is open; shares are text of four
decimal places; days are ISO dates; words are an object by language. Records keep the names of their fields; what is
named otherwise here stands here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeAlias

import msgspec

from ombud.kernel.money import MINOR_DIGITS, Money
from ombud.model.conduct import SideConduct
from ombud.model.entitlement import MoneyRange, Redress, Sum
from ombud.model.marks import VERIFY
from ombud.model.remedy import Option, RemedyPlan, ValueRange
from ombud.model.ruling import AllegationRuling, OpenQuestion, Possibility, Refusal, Ruling
from ombud.model.stakes import Input

Data: TypeAlias = dict[str, Any]
MINOR = 10**MINOR_DIGITS


def to_json(ruling: Ruling) -> bytes:
    """One line of JSON in UTF-8, without the line's end."""
    return msgspec.json.encode(_ruling(ruling), enc_hook=_plain)


def as_data(ruling: Ruling) -> Data:
    """The same as plain data: dicts, lists, text, numbers."""
    data: Data = msgspec.json.decode(to_json(ruling))
    return data


def _ruling(ruling: Ruling) -> Data:
    return {
        "case": ruling.case,
        "kind": ruling.kind,
        "title": ruling.title,
        **_verdict(ruling),
        "decided": all(one.decided for one in ruling.allegations),
        "asof": ruling.asof,
        "law": ruling.law,
        "shop": ruling.shop,
        "stance": ruling.stance,
        "currency": ruling.currency,
        "lang": ruling.lang,
        "allegations": [_allegation(one) for one in ruling.allegations],
        "conduct": _conduct(ruling.conduct.sides),
        "measures": ruling.conduct.measures,
        "complaints_before": ruling.conduct.record,
        **_plan(ruling.remedies, ruling.currency),
        "stakes": _record(ruling.stakes, inputs=[_input(one, ruling.currency) for one in ruling.stakes.inputs]),
        "clocks": ruling.clocks,
        "bank": ruling.bank,
        "refused": [_refusal(one) for one in ruling.refused],
        "postings": ruling.postings,
        "replies": {one.audience: _record(one, "audience") for one in ruling.replies},
        "timeline": ruling.timeline,
        "to_verify": [one.rule for one in ruling.to_verify],
        "evidence": ruling.evidence,
        "trace": ruling.trace,
        "book_digest": ruling.book_digest,
        "case_digest": ruling.case_digest,
        "engine": ruling.engine,
    }


def _verdict(ruling: Ruling) -> Data:
    if ruling.kind == "question":
        answer = ruling.answer
        return {"answer": answer and answer.answer, "asked": answer and _refusal(answer)}
    return {"headline": ruling.headline}


def _allegation(one: AllegationRuling) -> Data:
    shares = [{"party": item.party, "share": f"{item.share:.4f}", "days": item.days} for item in one.fault.shares]
    return {
        "reason": one.reason,
        "finding": one.finding.verdict,
        "finding_rule": one.finding.rule,
        "finding_because": one.finding.because,
        "finding_clause": one.finding.clause,
        "fault": shares,
        "fault_rule": one.fault.rule,
        "fault_because": one.fault.because,
        "loss_bearer": one.fault.loss_bearer,
        "recoveries": one.fault.recoveries,
        "entitlement": {
            "basis": one.entitlement.basis,
            "redress": [_redress(item) for item in one.entitlement.redress],
        },
        "mode": one.mode,
        "decided": one.decided,
        "outcomes": [_possibility(item) for item in one.outcomes],
        "deciding": one.deciding,
        "if_due": one.if_due,
        "unknown": [_unknown(item) for item in one.unknown],
        "defaulted": one.defaulted,
        "by_hand": one.by_hand,
        "bounded": one.bounded,
        "assumed": one.assumed,
    }


def _redress(one: Redress) -> Data:
    return _record(one, amount=money(one.amount))


def _possibility(one: Possibility) -> Data:
    fault = [{"party": party, "share": share} for party, share in one.fault]
    return _record(one, fault=fault, amounts=[money(amount) for amount in one.amounts])


def _unknown(one: OpenQuestion) -> Data:
    return _record(one, if_nothing=_possibility(one.if_nothing) if one.if_nothing else None)


def _conduct(sides: Sequence[SideConduct]) -> Data:
    """By party; a second person of the same party stands under party and name."""
    found: Data = {}
    for one in sides:
        key = one.party if one.party not in found else f"{one.party} {one.who or len(found) + 1}"
        found[key] = _record(one, "party")
    return found


def _plan(plan: RemedyPlan, currency: str) -> Data:
    return {
        "remedies": [_option(one, currency) for one in plan.options],
        "exposure": [_option(one, currency) for one in plan.exposure],
        "ranked_by": plan.ranked_by,
        "amendments": [_record(one, settings=dict(one.settings)) for one in plan.amendments],
    }


def _option(one: Option, currency: str) -> Data:
    inputs = [_input(item, currency) for item in one.inputs]
    return _record(one, "value", amount=money(one.amount), expected_value=_value_range(one.value), inputs=inputs)


def _input(one: Input, currency: str) -> Data:
    """Sums of money in minor units, rounded half to even; shares, minutes and counts stay numbers in text."""
    if one.unit != "money":
        return _record(one)
    ends = {"low": one.low, "mean": one.mean, "high": one.high}
    return _record(one, **{name: Money(round(number * MINOR), currency) for name, number in ends.items()})


def _value_range(value: ValueRange | None) -> Data | None:
    if value is None:
        return None
    return {"min": value.low, "mean": value.mean, "max": value.high, "currency": value.currency}


def _refusal(one: Refusal) -> Data:
    return {**_record(one), "to_be_verified": one.mark in VERIFY}


def money(amount: Sum) -> Money | Data | None:
    """A sum, a range of sums, or null where it is not a matter of money."""
    if isinstance(amount, MoneyRange):
        return {"min": amount.low, "max": amount.high, "currency": amount.currency}
    return amount


def _record(one: Any, *without: str, **other: object) -> Data:  # noqa: ANN401  (any record)
    """A record's fields by name: without some, and some shown otherwise."""
    data = {field.name: getattr(one, field.name) for field in fields(one) if field.name not in without}
    return {**data, **other}


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
