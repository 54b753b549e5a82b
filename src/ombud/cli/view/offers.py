"""What to offer and what it costs; where each number comes from is never left out."""

from __future__ import annotations

from itertools import groupby

from rich.text import Text

from ombud.cli.view.allegation import clause_text
from ombud.cli.view.flips import number_text, weighed
from ombud.cli.view.page import BAD, GOOD, LOUD, QUIET, WARN, Page, joined
from ombud.cli.view.precedents import show_precedents
from ombud.model.remedy import Option, RemedyPlan
from ombud.model.ruling import Ruling
from ombud.model.stakes import ChoiceCost, CostToServe, Input, Origin, Stakes

BY_VALUE = "expected_value"
ORIGIN_STYLE: dict[Origin, str] = {"measured": GOOD, "contract": "", "case": "", "assumed": f"bold {WARN}"}


def show_offers(page: Page, ruling: Ruling) -> None:
    """The ranked remedies, then what is owed only on demand, like cases, and the costs of each choice."""
    plan, tongue = ruling.remedies, page.tongue
    if plan.options:
        page.heading(tongue.say("remedies"))
        page.line(tongue.say("ranked_value" if plan.ranked_by == BY_VALUE else "ranked_cost"), QUIET)
        for option in plan.options:
            _option(page, option)
        _inputs(page, plan, ruling)
    if plan.exposure:
        page.heading(tongue.say("exposure"))
        for option in plan.exposure:
            page.put(_line(page, option, ""))
    _stakes(page, ruling.stakes)
    _amendments(page, ruling)


def _option(page: Page, option: Option) -> None:
    tongue = page.tongue
    page.put(_line(page, option, f"{option.rank}. "))
    rows: list[tuple[str, Text | str]] = []
    if option.note or option.chosen_by == "preference":
        rows.append(("", joined(tongue.name("rescue", option.note) if option.note else "", _why(page, option))))
    if option.cost is not None:
        rows.append((tongue.say("costs"), tongue.sum(option.cost)))
    if option.value is not None:
        value = option.value
        reach = tongue.between(value.low, value.high, value.currency)
        rows.append((tongue.say("worth"), joined((tongue.minor(value.mean, value.currency), LOUD), reach)))
    if option.approval:
        rows.append((tongue.say("approval"), Text(tongue.name("party", option.approval), style=WARN)))
    if because := tongue.words(option.because):
        rows.append(("", because))
    page.fields([*rows, *weighed(page, option)], indent=5, width=18)


def _why(page: Page, option: Option) -> str:
    known = option.recommended and (option.chosen_by == "preference" or (option.note and option.chosen_by == "cost"))
    return page.tongue.name("chosen_by", option.chosen_by) if known else ""


def _line(page: Page, option: Option, number: str) -> Text:
    tongue = page.tongue
    due = tongue.say("by_day", day=tongue.day(option.due)) if option.due else ""
    kind = (tongue.say(option.kind), GOOD if option.kind == "goodwill" else LOUD)
    return joined(
        (f"{number}{tongue.name('remedy', option.remedy)} {tongue.sum(option.amount)}".rstrip(), LOUD),
        kind,
        tongue.name("basis", option.basis) if option.basis and option.basis != "none" else "",
        due,
        tongue.say("promptly") if option.promptly else "",
        (", ".join(option.cites), QUIET),
        (tongue.say("verify"), WARN) if option.to_be_verified else None,
        (tongue.say("by_bank"), WARN) if option.by_bank else None,
        (f"★ {tongue.say('recommended')}", f"bold {GOOD}") if option.recommended else None,
    )


def _stakes(page: Page, stakes: Stakes) -> None:
    show_precedents(page, stakes.precedents)
    tongue = page.tongue
    if stakes.cost_to_serve:
        _serving(page, stakes.cost_to_serve)
    if stakes.choices:
        page.heading(tongue.say("choices"))
        for one in stakes.choices:
            page.put(joined((_choice(page, one.choice), LOUD), *_reach(page, one)))


def _reach(page: Page, one: ChoiceCost) -> tuple[str | tuple[str, str], ...]:
    """From what to what, and how that is known; else what would have to be known."""
    tongue = page.tongue
    if one.low is None or one.high is None or one.origin is None:
        wanted = f" {tongue.say('or')} ".join(tongue.name("input", name) for name in one.needs)
        return ((tongue.say("cost_needs", wanted=wanted), WARN),)
    return tongue.between(one.low.minor, one.high.minor, one.low.currency), _origin(page, one.origin, 0)


def _serving(page: Page, cost: CostToServe) -> None:
    """What serving took and what it left: a loss is said as one."""
    tongue = page.tongue
    page.heading(tongue.say("cost_to_serve"))
    hours = joined(tongue.say("minutes", n=cost.minutes), tongue.sum(cost.staff), _origin(page, cost.origin, 0))
    rows: list[tuple[str, Text | str]] = [
        (tongue.say("out_of_pocket"), tongue.sum(cost.out_of_pocket)),
        (tongue.say("staff_time"), hours),
        (tongue.say("margin_before"), tongue.sum(cost.margin_before) or tongue.say("not_known")),
    ]
    after = cost.margin_after
    left = (tongue.sum(after), BAD if after.minor < 0 else GOOD) if after else (tongue.say("not_known"), QUIET)
    rows.append((tongue.say("margin_after"), Text(*left)))
    page.fields(rows)


def _choice(page: Page, choice: str) -> str:
    answer, _, want = choice.partition(":")
    return f"{page.tongue.name('choice', answer)}: {page.tongue.name('desired_outcome', want)}"


def _amendments(page: Page, ruling: Ruling) -> None:
    if ruling.remedies.amendments:
        page.heading(page.tongue.say("amendments"))
    for clause, proposed in groupby(ruling.remedies.amendments, lambda one: one.clause):
        page.line(clause_text(page, ruling, clause), QUIET)
        for one in proposed:
            page.put(joined(("•", QUIET), page.tongue.words(one.because), by=" "), indent=4)


def _inputs(page: Page, plan: RemedyPlan, ruling: Ruling) -> None:
    """Each number once, with where it comes from; then the terms that stay out, with the reason."""
    tongue, found = page.tongue, dict.fromkeys(item for option in plan.options for item in option.inputs)
    if not found:
        return
    page.line(tongue.say("inputs"), QUIET)
    for item in found:
        page.put(_input(page, item, ruling.currency), indent=5)
    for one in ruling.stakes.left_out:
        term, why = tongue.name("input", one.term), tongue.name("left_out", one.why)
        page.line(tongue.say("left_out", term=term, why=why), QUIET, indent=5)


def _input(page: Page, item: Input, currency: str) -> Text:
    numbers = dict.fromkeys((item.low, item.mean, item.high))
    text = " … ".join(number_text(page, number, item.unit, currency) for number in numbers)
    return joined(f"{page.tongue.name('input', item.name)}: {text}", _origin(page, item.origin, item.n))


def _origin(page: Page, origin: Origin, count: int) -> tuple[str, str]:
    said = page.tongue.say(origin, n=count) if count else page.tongue.say(origin, n="").replace(" (n=)", "")
    return said, ORIGIN_STYLE[origin]
