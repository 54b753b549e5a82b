"""What a ruling takes for granted, as far as a shopkeeper would want to check it."""

from __future__ import annotations

from ombud.cli.view.page import Page
from ombud.cli.words import catalogue
from ombud.model.ruling import AllegationRuling

FOR_THE_CUSTOMER_TO_SHOW = frozenset({"loss_proven", "loss_claimed", "cover_cost"})
"""Losses: who has one shows it, and no shopkeeper can look it up."""

IN_THE_ORDER = frozenset(
    {
        "lines_net", "lines_kept", "lines_bespoke", "lines_perishable", "lines_sealed", "lines_digital", "other_lines",
        "goods_ordered", "service_ordered", "price_now_known", "question_amount",
    }
)  # fmt: skip
"""What was ordered and for how much: seen from the order itself."""

BESIDES = frozenset(
    {
        "return_carriage_shop", "return_carriage_customer", "delivery_fee_returned", "charged_back",
        "chargeback_unanswered", "damages_demanded", "penalty_demanded",
    }
)  # fmt: skip
"""Sums and demands that come up only with another fact, which is named itself."""

UNSAID = FOR_THE_CUSTOMER_TO_SHOW | IN_THE_ORDER | BESIDES


def granted(page: Page, one: AllegationRuling) -> str:
    """The assumptions worth a look: what we take to be so, then what we take not to have been; "" for none."""
    tongue = page.tongue
    worth = [fact for fact in one.assumed if fact not in UNSAID]
    so = [tongue.name("assumed", fact) for fact in worth if fact in catalogue()["assumed"]]
    none = [tongue.words(one.named.get(fact)) or fact for fact in worth if fact not in catalogue()["assumed"]]
    not_so = tongue.say("granted_none", facts=", ".join(none)) if none else ""
    return "; ".join(part for part in (", ".join(so), not_so) if part)
