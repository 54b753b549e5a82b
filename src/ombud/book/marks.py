"""How sure is the law here? The weakest mark among a rule and the numbers it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ombud.book.record import Book, value_on
from ombud.model.marks import VERIFY
from ombud.rules.checked import Program, Row, Rule
from ombud.rules.declare import Confidence, DatedValue, ParamDecl
from ombud.rules.interpret import evaluate
from ombud.rules.tree import Case, Node, Ref, walk

MARK_ORDER: tuple[Confidence, ...] = ("", "T", "S", "P", "W", "K", "C")


def worst(marks: Iterator[Confidence] | list[Confidence]) -> Confidence:
    """The weakest mark: text seen (T) is the strongest, then S, P, W, K and contested (C); none says nothing."""
    return max(marks, key=MARK_ORDER.index, default="")


def params_read(program: Program, rule: Rule) -> tuple[str, ...]:
    """The parameters that a rule's condition and results read, also through derived values, sorted."""
    return _params_reached(program, rule, lambda name: [program.definitions[name]])


def mark(book: Book, rule: Rule, row: Row | None = None) -> Confidence:
    """The weakest mark of a rule and of the parameters it reads.

    With a row, only the parameters that come to bear on it count, each with the value that its anchor's day chooses;
    where that day is unknown, and without a row, a parameter counts with its weakest value.
    """
    program = book.program
    names = params_read(program, rule) if row is None else _params_used(program, rule, row)
    params = (book.declarations.params[name] for name in names)
    return worst([rule.declared.confidence, *(_param_mark(param, program, row) for param in params)])


def to_be_verified(book: Book, rule: Rule, row: Row | None = None) -> bool:
    """Must what this rule gives be shown as "to be verified"? Marks W, K and C say so."""
    return mark(book, rule, row) in VERIFY


def _params_used(program: Program, rule: Rule, row: Row) -> tuple[str, ...]:
    """The parameters on the way that this row takes: of a first-hit definition, the branches to the one that holds."""
    params = program.declared.params
    return _params_reached(
        program, rule, lambda name: [] if name in params else _taken(program.definitions[name], row, program)
    )


def _params_reached(program: Program, rule: Rule, behind: Callable[[str], list[Node]]) -> tuple[str, ...]:
    """The parameters met from a rule's condition and results on; `behind` a name stand the nodes to go on with."""
    seen: set[str] = set()
    open_nodes: list[Node] = [rule.condition, *rule.outputs.values()]
    while open_nodes:
        for node in walk(open_nodes.pop()):
            if isinstance(node, Ref) and node.name not in seen:
                seen.add(node.name)
                open_nodes += behind(node.name)
    return tuple(sorted(seen & program.declared.params.keys()))


def _taken(node: Node, row: Row, program: Program) -> list[Node]:
    if not isinstance(node, Case):
        return [node]
    taken: list[Node] = []
    for when, result in node.branches:
        holds = evaluate(when, row, program)
        taken += [when] if holds is False else [when, result]
        if holds is True:
            break
    return taken


def _param_mark(param: ParamDecl, program: Program, row: Row | None) -> Confidence:
    day = None
    if row is not None and param.anchor:
        kept = param.anchor in program.definitions
        day = evaluate(program.definitions[param.anchor], row, program) if kept else row.get(param.anchor)
    chosen = value_on(param, day) if isinstance(day, date) else None
    values: tuple[DatedValue, ...] = (chosen,) if chosen else param.values
    return worst([dated.confidence for dated in values])
