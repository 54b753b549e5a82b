"""The report of a replay: one HTML file that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from ombud.cli.report.chart import Bars, bars
from ombud.cli.words import Tongue, clean
from ombud.public.replay import KINDS, Cell, Effects, Said, Sample, Sums, Tried, by_month

STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


class Report:
    """The page in one language."""

    def __init__(self, tongue: Tongue, tried: Tried) -> None:
        self.tongue, self.tried, self.effects = tongue, tried, tried.effects

    def html(self) -> str:
        """The whole page."""
        title = self.tongue.say("replay_of")
        parts = [self._head(), self._kinds(), self._money(), self._months(), self._groups(), self._samples()]
        return (
            f'<!doctype html><html lang="{self.tongue.lang}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(title)}</title><style>{STYLE}</style><h1>{escape(title)}</h1>{''.join(parts)}</html>\n"
        )

    def _head(self) -> str:
        say, effects = self.tongue.say, self.effects
        changed = "".join(
            f"<p><strong>{escape(self.tongue.words(one.means))}</strong>: "
            f"{escape(self.tongue.value(one.before))} → {escape(self.tongue.value(one.after))}</p>"
            for one in self.tried.settings
        )
        floor = (
            f'<p class="bad">{escape(say("replay_breach", rows=count(effects.breaches)))}</p>'
            if effects.breaches
            else f'<p class="good">{escape(say("replay_floor"))}</p>'
        )
        lines = [
            say("replay_rows", rows=count(effects.rows), seconds=f"{effects.seconds:.1f}"),
            touched(self.tongue, effects),
        ]
        if effects.doubtful:
            lines.append(say("replay_doubt", rows=count(effects.doubtful)))
        return changed + floor + "".join(f'<p class="quiet">{escape(line)}</p>' for line in lines)

    def _kinds(self) -> str:
        rows = []
        for kind in KINDS:
            number = sum(one.rows for one in self.effects.certain if one.kind == kind)
            if number:
                rows.append((self.tongue.name("replay_kind", kind), count(number)))
        return self._table((self.tongue.say("replay_changed"), ""), rows) if rows else ""

    def _money(self) -> str:
        say, before, after = self.tongue.say, self.effects.before, self.effects.after
        rows = [
            (say(key), self._sum(one), self._sum(two), self._signed(two - one))
            for key, one, two in (
                ("replay_now", before.now, after.now),
                ("replay_demand", before.owed - before.now, after.owed - after.now),
                ("replay_goodwill", before.goodwill, after.goodwill),
            )
        ]
        return self._table(("", say("replay_before"), say("replay_after"), say("replay_more")), rows)

    def _months(self) -> str:
        months = by_month(self.effects.certain)
        before = [total(cells, after=False) for cells in months.values()]
        after = [total(cells, after=True) for cells in months.values()]
        if before == after:
            return ""
        say = self.tongue.say
        title = say("replay_by_month")
        series = [
            Bars(say("replay_before"), tuple(float(one) for one in before)),
            Bars(say("replay_after"), tuple(float(one) for one in after)),
        ]
        told = [self._sum(value) for pair in zip(before, after, strict=True) for value in pair]
        rows = [
            (
                month,
                count(sum(one.rows for one in cells if one.kind)),
                self._sum(one),
                self._sum(two),
                self._signed(two - one),
            )
            for (month, cells), one, two in zip(months.items(), before, after, strict=True)
        ]
        heads = ("", say("replay_changed"), say("replay_before"), say("replay_after"), say("replay_more"))
        return f"<h2>{escape(title)}</h2>{bars(title, list(months), series, told, self._sum)}{self._table(heads, rows)}"

    def _groups(self) -> str:
        groups: dict[str, list[Cell]] = {}
        for one in self.effects.certain:
            groups.setdefault(one.segment, []).append(one)
        if set(groups) <= {""}:
            return ""
        rows = []
        for name, cells in sorted(groups.items()):
            share = 100 * sum(one.rows for one in cells if one.kind) / sum(one.rows for one in cells)
            money = self._signed(total(cells, after=True) - total(cells, after=False))
            rows.append((clean(name) or self.tongue.say("not_known"), f"{share:.1f} %", money))
        title = self.tongue.say("replay_by_group")
        return f"<h2>{escape(title)}</h2>{self._table(('', '', ''), rows)}"

    def _samples(self) -> str:
        if not self.effects.samples:
            return ""
        return (
            f"<h2>{escape(self.tongue.say('replay_examples'))}</h2>{''.join(map(self._sample, self.effects.samples))}"
        )

    def _sample(self, sample: Sample) -> str:
        tongue = self.tongue
        head = (tongue.name("replay_kind", sample.kind), clean(sample.order), tongue.name("reason", sample.reason))
        sides = "".join(
            f'<div><p class="quiet">{escape(tongue.say(key))}</p>{self._said(said)}</div>'
            for key, said in (("replay_before", sample.old), ("replay_after", sample.new))
        )
        return f'<h3>{escape(" · ".join(head))}</h3><div class="pair">{sides}</div>'

    def _said(self, said: Said) -> str:
        tongue = self.tongue
        given = ", ".join(tongue.name("remedy", one) for one in (*said.owed, *said.goodwill))
        sums = self._sum(said.money.total) if said.money.total else ""
        head = " · ".join(part for part in (tongue.name("finding", said.verdict), given, sums) if part)
        why = dict.fromkeys(tongue.words(because) for _, because in said.rules)
        return f"<p><strong>{escape(head)}</strong></p>" + "".join(f"<p>{escape(one)}</p>" for one in why if one)

    def _table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        top = "".join(f'<th class="{"n" if at else ""}">{escape(one)}</th>' for at, one in enumerate(heads))
        body = "".join(
            "<tr>"
            + "".join(f'<td class="{"n" if at else ""}">{escape(one)}</td>' for at, one in enumerate(row))
            + "</tr>"
            for row in rows
        )
        return f"<table><tr>{top}</tr>{body}</table>"

    def _sum(self, minor: int) -> str:
        return self.tongue.minor(minor, self.effects.currency)

    def _signed(self, minor: int) -> str:
        return ("+" if minor > 0 else "") + self._sum(minor)


def total(cells: Iterable[Cell], *, after: bool) -> int:
    """All money of some cells, owed and of goodwill, in minor units."""
    return sum((one.after if after else one.before for one in cells), Sums()).total


def changed(cells: Iterable[Cell]) -> str:
    """How many rows change."""
    return count(sum(one.rows for one in cells if one.kind))


def touched(tongue: Tongue, effects: Effects) -> str:
    """How many orders change, and whose they are where the history says so."""
    if effects.customers or not effects.orders:
        return tongue.say("replay_touched", orders=count(effects.orders), customers=count(effects.customers))
    return tongue.say("replay_orders", orders=count(effects.orders))


def count(number: int) -> str:
    """A count, its thousands apart."""
    return f"{number:,}".replace(",", "\u00a0")
