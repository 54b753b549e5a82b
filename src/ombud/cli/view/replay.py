"""A replay on the terminal: what changes, what it costs, month by month, with examples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from ombud.cli.report.page import count, touched
from ombud.cli.view.page import BAD, GOOD, LOUD, QUIET, WARN, Page, held
from ombud.cli.words import clean
from ombud.public.replay import KINDS, Cell, Effects, Said, Sample, Sums, Tried, by_month

BAR = "▇"
BARS = 24


def show_tried(page: Page, tried: Tried) -> None:
    """One change and its effects."""
    tongue, effects = page.tongue, tried.effects
    page.heading(tongue.say("replay_of"))
    for one in tried.settings:
        page.line(f"{tongue.words(one.means)}: {tongue.value(one.before)} → {tongue.value(one.after)}", style=LOUD)
    _head(page, effects)
    _kinds(page, effects)
    _money(page, effects)
    _fees(page, effects)
    _months(page, effects)
    _groups(page, effects)
    for sample in effects.samples:
        _sample(page, sample, effects.currency)


def _head(page: Page, effects: Effects) -> None:
    tongue, breaches = page.tongue, effects.breaches
    page.line(tongue.say("replay_rows", rows=count(effects.rows), seconds=f"{effects.seconds:.1f}"))
    if breaches:
        page.line(tongue.say("replay_breach", rows=count(breaches)), style=BAD)
    else:
        page.line(tongue.say("replay_floor"), style=GOOD)
    page.line(touched(tongue, effects))
    if effects.doubtful:
        page.line(tongue.say("replay_doubt", rows=count(effects.doubtful)), style=WARN)


def _kinds(page: Page, effects: Effects) -> None:
    """Rows by what changes; of verdicts, from which to which."""
    tongue, rows = page.tongue, []
    for kind in KINDS:
        cells = [one for one in effects.certain if one.kind == kind]
        if not cells:
            continue
        rows.append((count(sum(one.rows for one in cells)), Text(tongue.name("replay_kind", kind))))
        if kind == "verdict":
            rows += [(count(number), Text(f"  {told}", QUIET)) for told, number in _verdicts(page, cells)]
    if rows:
        page.line()
        page.fields(rows, width=10)


def _verdicts(page: Page, cells: Iterable[Cell]) -> list[tuple[str, int]]:
    tongue, found = page.tongue, dict[str, int]()
    for one in cells:
        sides = (tongue.name("finding", side) if side else tongue.say("not_known") for side in (one.old, one.new))
        told = " → ".join(sides)
        found[told] = found.get(told, 0) + one.rows
    return sorted(found.items(), key=lambda item: -item[1])


def _money(page: Page, effects: Effects) -> None:
    tongue, currency = page.tongue, effects.currency
    before, after = effects.before, effects.after
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style=QUIET)
    for _ in range(3):
        table.add_column(justify="right")
    table.add_row("", *(Text(tongue.say(key), QUIET) for key in ("replay_before", "replay_after", "replay_more")))
    for key, one, two in (
        ("replay_now", before.now, after.now),
        ("replay_demand", before.owed - before.now, after.owed - after.now),
        ("replay_goodwill", before.goodwill, after.goodwill),
    ):
        more = Text(_signed(page, two - one, currency), LOUD if two != one else QUIET)
        table.add_row(tongue.say(key), held(tongue.minor(one, currency)), held(tongue.minor(two, currency)), more)
    page.line()
    page.put(table)


def _fees(page: Page, effects: Effects) -> None:
    tongue = page.tongue
    freed, charged = (sum(one.rows for one in effects.certain if one.fee == fee) for fee in ("freed", "charged"))
    old, new = (sum(one.approvals[side] for one in effects.certain) for side in (0, 1))
    if freed or charged:
        page.line(tongue.say("replay_fees", freed=count(freed), charged=count(charged)))
    if old != new:
        page.line(tongue.say("replay_approvals", old=count(old), new=count(new)))


def _months(page: Page, effects: Effects) -> None:
    """Money by month, drawn."""
    tongue = page.tongue
    months = [(month, _difference(cells), sum(one.rows for one in cells if one.kind)) for month, cells in
              by_month(effects.certain).items()]  # fmt: skip
    most = max((abs(money.total) for _, money, _ in months), default=0)
    if not most:
        return
    page.line()
    page.line(tongue.say("replay_by_month"), style=QUIET)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style=QUIET)
    table.add_column(justify="right")
    table.add_column(justify="right")
    table.add_column()
    for month, money, rows in months:
        bar = BAR * round(BARS * abs(money.total) / most)
        table.add_row(month, count(rows), _signed(page, money.total, effects.currency), Text(bar, QUIET))
    page.put(table)


def _groups(page: Page, effects: Effects) -> None:
    """The same effect by group, where the history tells groups apart."""
    groups: dict[str, list[Cell]] = {}
    for one in effects.certain:
        groups.setdefault(one.segment, []).append(one)
    if set(groups) <= {""}:
        return
    tongue = page.tongue
    page.line()
    page.line(tongue.say("replay_by_group"), style=QUIET)
    rows = []
    for name, cells in sorted(groups.items()):
        all_rows, changed = sum(one.rows for one in cells), sum(one.rows for one in cells if one.kind)
        money = _signed(page, _difference(cells).total, effects.currency)
        rows.append((clean(name) or tongue.say("not_known"), Text(f"{100 * changed / all_rows:.1f} % · {money}")))
    page.fields(rows, indent=4)


def _sample(page: Page, sample: Sample, currency: str) -> None:
    tongue = page.tongue
    page.line()
    page.line(
        " · ".join(
            (tongue.name("replay_kind", sample.kind), clean(sample.order), tongue.name("reason", sample.reason))
        ),
        style=LOUD,
    )
    old, new = _told(page, sample.old, currency), _told(page, sample.new, currency)
    page.fields([(tongue.say("replay_before"), old), (tongue.say("replay_after"), new)], indent=4)


def _told(page: Page, said: Said, currency: str) -> Text:
    """The verdict, what is given, and why."""
    tongue = page.tongue
    given = ", ".join(tongue.name("remedy", one) for one in (*said.owed, *said.goodwill))
    sums = tongue.minor(said.money.total, currency) if said.money.total else ""
    head = " · ".join(part for part in (tongue.name("finding", said.verdict), given, sums) if part)
    why = [tongue.words(because) for _, because in said.rules]
    return Text("\n").join([Text(held(head)), *(Text(held(one), QUIET) for one in dict.fromkeys(why) if one)])


def show_stances_tried(page: Page, tried: Sequence[Tried]) -> None:
    """Stances side by side: what each would have given, and that what is owed is the same."""
    tongue = page.tongue
    page.heading(tongue.say("replay_stances"))
    alike = all(one.effects.owed_alike for one in tried)
    page.line(tongue.say("owed_alike" if alike else "owed_differs"), GOOD if alike else BAD)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=QUIET)
    for key in ("stance", "replay_goodwill", "replay_more", "replay_changed", "replay_asked"):
        table.add_column(tongue.say(key), justify="left" if key == "stance" else "right")
    for one in tried:
        effects = one.effects
        before, after = effects.before.goodwill, effects.after.goodwill
        table.add_row(
            one.stance,
            tongue.minor(after, effects.currency),
            _signed(page, after - before, effects.currency),
            count(effects.orders),
            count(sum(cell.approvals[1] for cell in effects.certain)),
        )
    page.put("", table)


def _difference(cells: Iterable[Cell]) -> Sums:
    return sum((one.after - one.before for one in cells), Sums())


def _signed(page: Page, minor: int, currency: str) -> str:
    return ("+" if minor > 0 else "") + page.tongue.minor(minor, currency)
