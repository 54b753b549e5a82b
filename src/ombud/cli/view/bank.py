"""What to tell the bank on a disputed payment."""

from __future__ import annotations

from ombud.cli.view.page import LOUD, QUIET, Page, joined
from ombud.model.ruling import Ruling


def show_bank(page: Page, ruling: Ruling) -> None:
    """Each open chargeback: the stance, the accepted part, the last day, and the evidence that goes with the answer."""
    if not ruling.bank:
        return
    tongue = page.tongue
    page.heading(tongue.say("bank"))
    for one in ruling.bank:
        page.put(
            joined(
                one.chargeback,
                (tongue.name("bank_stance", one.stance), LOUD),
                tongue.sum(one.amount) if one.amount.minor else "",
                tongue.say("by_day", day=tongue.day(one.respond_by)) if one.respond_by else "",
                (", ".join(one.evidence), QUIET),
            )
        )
