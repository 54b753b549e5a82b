"""What do parameters and values stand for? Dated parameters become a case over their anchor, values their branches."""

from __future__ import annotations

from datetime import date

from ombud.kernel.errors import RuleError
from ombud.rules.declare import DatedValue, ParamDecl, ValueDecl
from ombud.rules.digits import largest, largest_value
from ombud.rules.infer import Infer
from ombud.rules.literals import constant, named
from ombud.rules.parse import parse
from ombud.rules.scope import DEEPEST_WHOLE, Meaning, Scope
from ombud.rules.syntax import Syntax
from ombud.rules.tree import Case, Compare, Const, Fact, IsNull, Node, Ref, walk

Parsed = tuple[tuple[Syntax, Syntax], ...]
TRUE = Const(value=True, type="bool")


def asks_null(node: Node, scope: Scope) -> bool:
    """Does it use IS NULL, itself or through a value?"""
    return any(
        isinstance(part, IsNull) or (isinstance(part, Ref) and scope.meanings[part.name].asks_null)
        for part in walk(node)
    )


def define_param(param: ParamDecl, scope: Scope) -> Meaning:
    """Enter a parameter into the scope.

    Raises:
        RuleError: no value, a value of another type, two values from one day, an anchor that is no date fact.
    """
    values = _by_date(param)
    consts = [_param_value(param, dated) for dated in values]
    if len(values) == 1 and values[0].since is None:
        node: Node = consts[0]
    else:
        node = _dated(param, values, consts, scope)
    labels = frozenset(param.labels or (str(const.value) for const in consts if const.type == "text"))
    depth = scope.depth(node)
    return scope.enter(param.name, Meaning(node, labels, largest_value(param.values), depth, asks_null=False))


def _by_date(param: ParamDecl) -> list[DatedValue]:
    """Newest first, the undated last."""
    days = [dated.since for dated in param.values]
    if not days:
        raise RuleError(f"parameter {param.name!r} has no value in force", at=param.at, code="rule.param")
    if len(set(days)) < len(days):
        says = f"parameter {param.name!r} has two values from one day"
        raise RuleError(says, at=param.at, hint="keep the one in force", code="rule.param")
    return sorted(param.values, key=lambda dated: dated.since or date.min, reverse=True)


def _param_value(param: ParamDecl, dated: DatedValue) -> Const:
    if dated.value is None:
        return Const(None, param.type)
    found = constant(dated.value, param.type)
    if found is None:
        says = f"{dated.value} is not {named(param.type)}"
        raise RuleError(says, at=param.at, hint=f"parameter {param.name!r} is declared so", code="rule.type")
    if param.labels and found.value not in param.labels:
        says = f"unknown label {str(found.value)!r}"
        raise RuleError(says, at=param.at, hint=f"the labels are {', '.join(param.labels)}", code="rule.label")
    return found


def _dated(param: ParamDecl, values: list[DatedValue], consts: list[Const], scope: Scope) -> Case:
    anchor = scope.look_up(param.anchor)
    if not isinstance(anchor, Fact) or anchor.type != "date":
        says = f"the anchor {param.anchor!r} of parameter {param.name!r} is no date fact"
        hint = scope.nearest(param.anchor) if param.anchor else "name the fact whose day chooses the value"
        raise RuleError(says, at=param.at, hint=hint, code="rule.param")
    branches = tuple(
        (TRUE if dated.since is None else Compare(">=", anchor, Const(dated.since, "date")), const)
        for dated, const in zip(values, consts, strict=True)
    )
    return Case(branches, param.type)


def define_value(value: ValueDecl, parsed: Parsed, scope: Scope) -> Meaning:
    """Enter a value into the scope; the names it uses are known.

    Raises:
        RuleError: wrong types, not total, or nested too deep with all its definitions spread out.
    """
    branches = checked_branches(value, parsed, scope)
    if branches[-1][0] != TRUE:
        says = f"value {value.name!r} says nothing when no branch holds"
        raise RuleError(says, at=value.branches[-1].at, hint='end with when = "TRUE"', code="rule.total")
    node = branches[0][1] if len(branches) == 1 else Case(branches, branches[0][1].type)
    depth = scope.depth(node)
    if depth > DEEPEST_WHOLE:
        raise RuleError(f"value {value.name!r} builds on too many others", at=value.at, code="rule.depth")
    meaning = Meaning(node, scope.labels(node), largest(node, scope.bounds), depth, asks_null(node, scope))
    return scope.enter(value.name, meaning)


def checked_branches(value: ValueDecl, parsed: Parsed, scope: Scope) -> tuple[tuple[Node, Node], ...]:
    """Conditions and results of a value, the results in one type."""
    whens, results = [], []
    for branch, (when, result) in zip(value.branches, parsed, strict=True):
        whens.append(Infer(scope, branch.at.at("when")).checked(when, "bool"))
        results.append(Infer(scope, branch.at.at("is")).checked(result))
    infer = Infer(scope, value.branches[0].at.at("is"))
    results = infer.alike(results, tuple(result for _, result in parsed))
    return tuple(zip(whens, results, strict=True))


def parsed_value(value: ValueDecl) -> Parsed:
    """The branches as syntax.

    Raises:
        RuleError: outside the grammar, or no branch at all.
    """
    if not value.branches:
        raise RuleError(f"value {value.name!r} is empty", at=value.at, code="rule.total")
    return tuple(
        (parse(branch.when, branch.at.at("when")), parse(branch.result, branch.at.at("is")))
        for branch in value.branches
    )
