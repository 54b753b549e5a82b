"""A sweep as a list: what to do today, this week, what to waive now; then counts of the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest

from rich.table import Table
from rich.text import Text

from ombud.cli.view.columns import show_unread
from ombud.cli.view.duties import follows, sums
from ombud.cli.view.page import BAD, GOOD, LOUD, QUIET, WARN, Page, held, joined
from ombud.cli.view.rows import reason
from ombud.cli.words import clean
from ombud.public.crew import Part
from ombud.public.orders import Bad, Unread
from ombud.public.sweep import Tally, Todo

LISTED, TOLD = 20, 20
STYLES = {"today": BAD, "week": WARN, "waive": GOOD}


@dataclass(slots=True)
class Shown:
    """What a screen needs of a sweep, however long: counts, the most urgent lines of each rule, a few bad rows."""

    tally: Tally = field(default_factory=Tally)
    todos: dict[tuple[str, str], list[Todo]] = field(default_factory=dict)
    bad: list[Bad] = field(default_factory=list)
    unread: tuple[Unread, ...] = ()
    asof: date = date.max

    def add(self, part: Part) -> None:
        """Take one part in."""
        self.tally.add(part.tally)
        self.bad += part.bad[: TOLD - len(self.bad)]
        for todo in part.todos:
            self.todos.setdefault((todo.urgency, todo.rule), []).append(todo)
        for key, lines in self.todos.items():
            if len(lines) > LISTED:
                self.todos[key] = nsmallest(LISTED, lines, key=_urgent)


def _urgent(todo: Todo) -> tuple[date, str]:
    return todo.due or date.max, todo.order


def show_sweep(page: Page, shown: Shown, asof: date) -> None:
    """The lists and the counts."""
    shown.asof = asof
    tongue, tally = page.tongue, shown.tally
    page.heading(f"{tongue.say('sweep_of')} · {tongue.say('asof')} {tongue.day(asof)}")
    page.line(f"{tongue.say('sweep_orders')}: {tally.orders}")
    if not tally.orders and not tally.closed:
        page.line(tongue.say("sweep_none"), style=BAD)
    elif not tally.acting:
        page.line(tongue.say("sweep_nothing"), style=GOOD)
    for urgency, style in STYLES.items():
        if tally.acts[urgency]:
            _group(page, shown, urgency, style)
    _rest(page, tally)
    _bad(page, shown)
    if shown.unread:
        page.line()
        show_unread(page, shown.unread)


def _group(page: Page, shown: Shown, urgency: str, style: str) -> None:
    tongue, tally = page.tongue, shown.tally
    page.heading(f"{tongue.name('sweep_act', urgency)} · {tally.acts[urgency]}")
    if found := {(kind, currency): n for (when, kind, currency), n in tally.sums.items() if when == urgency and n}:
        page.put(sums(page, found))
    for (when, rule), lines in sorted(shown.todos.items()):
        if when == urgency:
            page.put(joined((tongue.words(tally.because.get(rule)), style), str(tally.rules[rule])))
            page.put(_lines(page, sorted(lines, key=_urgent), shown.asof), indent=4)
            left = tally.rules[rule] - len(lines)
            if left > 0:
                page.line(tongue.say("sweep_more", n=left), style=QUIET, indent=4)


def _lines(page: Page, todos: list[Todo], asof: date) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=False)
    for ratio in (None, None, 1):
        table.add_column(ratio=ratio, no_wrap=ratio is None, style=LOUD if not table.columns else "")
    for todo in todos:
        what = Text("\n").join(follows(page, todo, asof))
        table.add_row(held(todo.order[:24]), page.tongue.day(todo.due) if todo.due else "", what)
    return table


def _rest(page: Page, tally: Tally) -> None:
    tongue = page.tongue
    rest = [(tongue.words(tally.because.get(kind)) or tongue.say("sweep_quiet"), n) for kind, n in tally.rest.items()]
    if tally.closed:
        rest.append((tongue.say("sweep_closed"), tally.closed))
    _counted(page, tongue.say("sweep_rest"), rest)
    lacks = [(tongue.words(tally.because.get(fact)) or clean(fact), n) for fact, n in tally.lacks.items()]
    _counted(page, tongue.say("sweep_lacks"), lacks)
    for rule in dict.fromkeys(rule for rule, _ in tally.faults):
        found = [(_party(page, party), n) for (one, party), n in tally.faults.items() if one == rule]
        _counted(page, f"{tongue.say('sweep_fault')}: {tongue.words(tally.because.get(rule))}", found)


def _party(page: Page, party: str) -> str:
    return page.tongue.say("sweep_shared") if party == "shared" else page.tongue.name("party", party)


def _counted(page: Page, title: str, counts: list[tuple[str, int]]) -> None:
    if counts:
        page.heading(title)
        counts.sort(key=lambda one: -one[1])
        width = len(f"{counts[0][1]:,}")
        for words, count in counts:
            page.put(joined((f"{count:>{width},}".replace(",", "\u00a0"), LOUD), words, by="  "))


def _bad(page: Page, shown: Shown) -> None:
    tongue, count = page.tongue, shown.tally.bad
    if not count:
        return
    page.heading(f"{tongue.say('sweep_bad')}: {count}")
    page.fields([(tongue.say("sweep_line", n=one.line), joined(one.order, reason(tongue, one))) for one in shown.bad])
    if count > len(shown.bad):
        page.line(tongue.say("sweep_more_bad", n=count - len(shown.bad)), style=QUIET)
