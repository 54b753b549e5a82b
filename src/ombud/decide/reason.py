"""Why, as one sentence for the reader: with its clause and its articles."""

from __future__ import annotations

from ombud.decide.allegation import Weighed
from ombud.kernel.lang import Words


def reason_for(first: Weighed) -> tuple[Words, str, tuple[str, ...]]:
    """Why: what is owed says it best (what was demanded first), then who bears the loss, else the finding.

    With its clause and articles.
    """
    owed = [one for one in first.answer.entitlement.redress if one.certain]
    certain = [*(one for one in owed if one.demanded), *(one for one in owed if not one.demanded)]
    finding, fault = first.answer.finding, first.answer.fault
    if certain and certain[0].because:
        cites = tuple(dict.fromkeys(cite for one in certain for cite in one.cites))
        return certain[0].because, certain[0].clause, cites
    if finding.verdict == "substantiated" and fault.loss_bearer == "customer":
        return fault.bearer_because, "", fault.bearer_cites
    return finding.because, finding.clause, ()
