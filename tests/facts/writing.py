"""Case files as plain data, written as JSON and as TOML."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

from ombud.facts.read import Form, read_case_text
from ombud.kernel.errors import InputError
from ombud.model.case_file import CaseFile
from tests.facts.books import CATALOGUE

Tree = dict[str, Any]
NOT_GIVEN = object()

GOOD: Tree = {
    "version": 1,
    "id": "good",
    "currency": "RUB",
    "opened_on": "2026-05-20",
    "complainant": {"lang": "ru"},
    "allegations": [{"reason": "late", "wants": ["refund"]}],
    "orders": [
        {
            "id": "o1",
            "placed_on": "2026-05-01",
            "lines": [{"id": "l1", "title": "Book", "unit": "90.00"}, {"id": "l2", "title": "Pen", "unit": "9.00"}],
            "promises": [{"id": "pr1", "kind": "delivery_day", "day": "2026-05-05", "by": "offer"}],
        }
    ],
    "payments": [{"id": "p1", "on": "2026-05-02", "amount": "99.00"}],
    "refunds": [{"id": "r1", "on": "2026-05-19", "amount": "9.00"}],
    "shipments": [{"id": "s1", "carrier": "Post", "handed_over_on": "2026-05-03"}],
    "tracking": [{"shipment": "s1", "on": "2026-05-04", "status": "delivered"}],
    "messages": [{"id": "m1", "at": "2026-05-06T10:00:00+03:00", "sender": "customer", "text": "Где?"}],
    "demands": [{"kind": "refund", "sent_on": "2026-05-06", "received_on": "2026-05-07"}],
    "terms": [{"set_on": "2026-05-07", "ends_on": "2026-05-14"}],
    "complaint": {"received_on": "2026-05-08", "answered_on": "2026-05-10", "medium": "email"},
    "posts": [{"id": "f1", "on": "2026-05-09", "answered_on": "2026-05-10"}],
    "requests": [{"fact": "delivered", "of": "carrier", "asked_on": "2026-05-10", "by": "2026-05-17"}],
    "answers": [{"fact": "colour", "value": "red", "witness": "customer"}],
}


def changed(path: str, value: object) -> Tree:
    """The good case with one value changed (NOT_GIVEN: taken away); an index may be one past the end."""
    tree = copy.deepcopy(GOOD)
    steps: list[Any] = [int(index) if index else name for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path)]
    here: Any = tree
    for step in steps[:-1]:
        here = here[step]
    if value is NOT_GIVEN:
        del here[steps[-1]]
    elif isinstance(here, list) and steps[-1] == len(here):
        here.append(value)
    else:
        here[steps[-1]] = value
    return tree


def written(tree: Tree, form: Form) -> bytes:
    if form == "json":
        return json.dumps(tree, ensure_ascii=False).encode()
    return "".join(f"{key} = {_inline(value)}\n" for key, value in tree.items()).encode()


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def read(tree: Tree, form: Form) -> CaseFile:
    return read_case_text(written(tree, form), f"case.{form}", form, catalogue=CATALOGUE)


def refused(data: Tree | bytes | str, form: Form) -> InputError:
    """The refusal; none is a failure."""
    raw = written(data, form) if isinstance(data, dict) else data.encode() if isinstance(data, str) else data
    try:
        read_case_text(raw, f"case.{form}", form, catalogue=CATALOGUE)
    except InputError as error:
        return error
    raise AssertionError("it was read")
