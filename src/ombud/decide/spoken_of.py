"""What a complaint is spoken of as: before the promised day nobody was late yet."""

from __future__ import annotations

from datetime import date

from ombud.decide.allegation import Weighed
from ombud.model.vocabulary import remedies

AHEAD, WAITING, CALLED_OFF = "will_be_late", "not_due_yet", "called_off"
"""What a complaint about delivery is spoken of as before the promised day: it will be late, it is not late, it is not
waited for.
"""
DELIVERY = frozenset({"late", "not_received"})


def spoken_of(reason: str, one: Weighed) -> str:
    """The reason, or what it comes to before the promised day."""
    row, due = one.row, one.row.get("due_on")
    ahead = isinstance(due, date) and one.facts.asof <= due and row.get("delivered") is not True
    if not ahead or reason not in DELIVERY:
        return reason
    if row.get("delay_announced") is True:
        return AHEAD if reason == "late" else reason
    if one.answer.finding.verdict != "not_substantiated":
        return reason
    owed = (redress for redress in one.answer.entitlement.redress if redress.certain and redress.demanded)
    back = any(redress.remedy in remedies("refund") for redress in owed)
    return CALLED_OFF if back else WAITING
