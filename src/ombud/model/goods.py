"""What is wrong with the goods, who looked at them, and what was done about it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ombud.model.record import Record


class Inspection(Record, frozen=True, kw_only=True):
    """Somebody looked at the goods. `by` says who; `finds` whether it is as the complaint says (null: cannot tell).

    `photo` marks a photo or film that shows it. `cause` is where it comes from; `serious` whether it is so grave that
    the customer need not wait for a repair; `at_delivery` whether it was there already when the goods were handed over
    (null: nobody said).
    """

    on: date
    by: Literal["customer", "shop", "carrier", "supplier", "expert"]
    finds: bool | None = None
    photo: bool = False
    cause: Literal["unknown", "carriage", "packing", "manufacture", "selection", "misuse", "own_accessory"] = "unknown"
    serious: bool | None = None
    at_delivery: bool | None = None
    text: str = ""


class Cure(Record, frozen=True, kw_only=True):
    """Something done, or left undone, about goods that are not right.

    `agreed_days` is a term for the repair that both sides agreed in writing. `fails` says that a repair or replacement
    did not help; `goods_back` that the goods came back to the shop or that there is proof that they were sent.
    """

    kind: Literal[
        "repair_begun", "repair_done", "replaced", "loaner_given", "sent_after", "refused", "fails", "goods_back",
        "refund_agreed",
    ]  # fmt: skip
    on: date
    agreed_days: int | None = None
    text: str = ""
