"""Like cases: what was given to this customer and to others, and what they did next."""

from __future__ import annotations

from rich.text import Text

from ombud.cli.view.page import QUIET, Page, joined
from ombud.model.stakes import Precedents, Spread

WHOLE = 100


def show_precedents(page: Page, before: Precedents) -> None:
    """Own and others' apart; nothing where there are none."""
    if not (before.same_customer or before.others):
        return
    tongue = page.tongue
    page.heading(tongue.say("like_cases"))
    rows = [
        (tongue.say(key), _spread(page, spread))
        for key, spread in (("like_own", before.own), ("like_rest", before.rest))
        if spread.n
    ]
    page.fields(rows)
    page.put(joined(tongue.say("like_recent", n=before.last_90_days), (", ".join(before.ids), QUIET)))
    if before.settled or before.argued:
        page.line(tongue.say("settled_argued", settled=before.settled, argued=before.argued))
    if before.practice:
        page.line(tongue.say("practice"))
    elif before.refusal_needs_reason:
        page.line(tongue.say("once"))


def _spread(page: Page, spread: Spread) -> Text:
    tongue, given, again = page.tongue, "", ""
    if spread.least and spread.least == spread.most:
        given = tongue.say("like_given_one", sum=tongue.sum(spread.least), n=spread.sums)
    elif spread.least and spread.median and spread.most:
        least, median, most = (tongue.sum(one) for one in (spread.least, spread.median, spread.most))
        given = tongue.say("like_given", least=least, median=median, most=most, n=spread.sums)
    if spread.counted:
        share = f"{spread.again * WHOLE / spread.counted:.0f} %"
        again = tongue.say("like_again", again=spread.again, counted=spread.counted, share=share)
    return joined(tongue.say("like_n", n=spread.n), given, again)
