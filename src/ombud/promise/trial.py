"""Sums and days of a rule while a fact that they rest on is unknown: a value for trial is not named as the sum."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from ombud.rules.answer import Answer
from ombud.rules.bounds import Bounds, bounds
from ombud.rules.checked import Program, Row
from ombud.rules.falling import falling
from ombud.rules.interpret import evaluate

LEAST, MOST, FALLS = "amount.least", "amount.most", "amount.falls"
"""Where a sum with unknown facts in it has its ends, beside the outputs of its rule; and whether it may fall below that
of the trial, because it takes off a fact that has no upper bound.
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """The row without the values for trial, and without those of them that have no bounds."""

    known: Row
    bounded: Row
    program: Program
    prices: frozenset[str] = frozenset()
    """Unknown sums without bounds. Days are bounded by the conditions that they stand in."""

    @classmethod
    def of(cls, row: Row, sampled: Collection[str], program: Program) -> Trial:
        """The row of a world; `sampled` are the unknown numbers and days that stand in it with one of many values."""
        facts = program.declared.facts
        free = [name for name in sampled if facts[name].low is None or facts[name].high is None]
        prices = (name for name in free if facts[name].type == "money")
        return cls({**row, **dict.fromkeys(sampled)}, {**row, **dict.fromkeys(free)}, program, frozenset(prices))

    def told(self, answer: Answer) -> Answer:
        """The answer without a day that is only a trial, its sum up to the most that it can come to."""
        given, nodes = dict(answer.outputs), answer.rule.outputs
        if "due" in given and evaluate(nodes["due"], self.known, self.program) is None:
            given["due"] = None
        if "amount" in nodes and evaluate(nodes["amount"], self.bounded, self.program) is None:
            ends = bounds(nodes["amount"], self.bounded, self.program)
            given |= {LEAST: ends.low, MOST: ends.high, "open": given.get("open") is True or ends.high is None}
            given[FALLS] = not self.prices.isdisjoint(falling([nodes["amount"]], self.program.definitions))
        return replace(answer, outputs=given)

    def ends(self, answer: Answer, name: str) -> Bounds:
        """Between which ends an output of the rule lies; a known one has both in one point."""
        return bounds(answer.rule.outputs[name], self.known, self.program)
