from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ombud.rules.checked import Program, Row
from ombud.rules.explorer import Unknown
from ombud.rules.interpret import contradictions
from ombud.rules.resolve import resolve_table
from ombud.rules.tree import And, Call, Case, Const, Fact
from ombud.rules.worlds import as_of_today, either_way, explorer, worlds
from tests.rules.books import (
    DEFINITIONS,
    REFS,
    SMALL,
    TRUE,
    both,
    cmp,
    const,
    day,
    days_between,
    either,
    fact,
    minus,
    no,
    plus,
    program,
    table,
)
from tests.rules.small_row import BOOK, ROW, N, missing, without


def test_a_or_not_a_is_decided_though_a_is_unknown() -> None:
    late = cmp(N["d"], ">", N["e"])
    got = resolve_table(BOOK, table(either(late, no(late))), without("d"), missing("d"))
    assert got.decided
    assert got.outcomes == ((1, ()),)
    assert (got.relevant, got.deciding) == ((), ())


def test_two_bounds_on_one_unknown_that_exclude_each_other_have_one_outcome() -> None:
    never = both(cmp(N["a"], ">", const(4)), cmp(N["a"], "<", const(3)))
    assert resolve_table(BOOK, table(never), without("a"), missing("a")).outcomes == ((0, ()),)


def test_a_fact_that_known_facts_make_irrelevant_is_not_explored() -> None:
    rules = table(both(N["p"], cmp(N["a"], ">", const(3))), N["q"], cmp(N["b"], "=", const(0)))
    drawn = worlds(BOOK, (rules,), without("a", "b", p=False), missing("a", "b"))
    assert drawn.unknown == ()
    assert len(drawn.rows) == 1


def test_a_single_unknown_number_needs_one_world_for_each_answer_that_the_rules_can_tell_apart() -> None:
    rules = table(cmp(N["a"], "<", const(2)), cmp(N["a"], ">=", const(5)))
    drawn = worlds(BOOK, (rules,), without("a"), missing("a"))
    assert [row["a"] for row in drawn.rows] == [1, 2, 5]


def test_a_threshold_outside_the_bounds_leaves_one_world_inside_them() -> None:
    drawn = worlds(BOOK, (table(cmp(N["a"], "<", const(-3)), cmp(N["a"], ">", const(99))),), without("a"), missing("a"))
    assert len(drawn.rows) == 1
    found = drawn.rows[0]["a"]
    assert isinstance(found, int)
    assert 0 <= found <= 6


def test_a_contested_fact_takes_exactly_the_claimed_values() -> None:
    rules = table(cmp(N["a"], "=", const(1)), cmp(N["a"], "=", const(5)), cmp(N["a"], "=", const(3)))
    got = resolve_table(BOOK, rules, without("a"), {"a": Unknown("contested", (1, 5))})
    assert got.outcomes == ((1, ()), (2, ()))
    assert got.deciding == (("a",),)


def test_a_pending_event_is_false_as_of_today_and_open_either_way() -> None:
    rules = table(both(N["p"], cmp(N["g"], ">", N["e"])), no(N["p"]))
    why = {"p": Unknown("pending"), "g": Unknown("pending")}
    today = resolve_table(BOOK, rules, without("p", "g"), why)
    assert today.outcomes == ((2, ()),)
    later = resolve_table(BOOK, rules, without("p", "g"), either_way(why))
    assert set(later.outcomes) == {(1, ()), (0, ()), (2, ())}
    row, left = as_of_today(BOOK, without("p", "g"), why)
    assert row["p"] is False
    assert left == {"g": Unknown("pending")}


def test_an_absent_fact_is_not_an_unknown_one() -> None:
    rules = table(both(N["p"], cmp(N["g"], ">", N["e"])), cmp(REFS["end"], ">", N["e"]))
    drawn = worlds(BOOK, (rules,), without("g", p=False), {})
    assert drawn.unknown == ()
    assert resolve_table(BOOK, rules, without("g", p=False), {}).outcomes == ((2, ()),)


def test_where_the_guard_is_false_the_guarded_fact_is_absent_and_not_varied() -> None:
    rules = table(both(N["p"], cmp(N["g"], ">", N["e"])))
    drawn = worlds(BOOK, (rules,), without("p", "g"), missing("p", "g"))
    assert [(row["p"], row["g"]) for row in drawn.rows] == [(True, day(2)), (True, day(3)), (False, None)]


def test_a_known_day_whose_event_is_contested_counts_only_where_the_event_happened() -> None:
    rules = table(cmp(REFS["end"], ">", day_const(3)))
    got = resolve_table(BOOK, rules, without("p", g=day(2), asof=day(5)), {"p": Unknown("contested", (True, False))})
    assert set(got.outcomes) == {(0, ()), (1, ())}
    assert got.deciding == (("p",),)


def day_const(number: int) -> Const:
    return const(day(number))


def test_a_derived_value_with_branches_and_a_dated_parameter_are_explored_through_their_conditions() -> None:
    got = resolve_table(BOOK, table(cmp(REFS["v"], ">", REFS["rate"])), without("p", "d", a=3, b=3), missing("p", "d"))
    assert got.mode == "EXACT"
    assert set(got.outcomes) == {(1, ()), (0, ())}
    assert got.deciding == (("d",),)


def test_a_comparison_with_the_least_of_two_is_explored_at_both() -> None:
    least = Call("least", (N["b"], const(2)), "int")
    above = cmp(N["b"], ">=", N["a"])
    got = resolve_table(BOOK, table(both(above, cmp(least, "<", N["a"])), above), without("a", "b"), missing("a", "b"))
    assert set(got.outcomes) == {(0, ()), (1, ()), (2, ())}


def test_a_constraint_that_links_in_a_third_fact_prunes_the_worlds() -> None:
    book = program(SMALL, DEFINITIONS, (cmp(N["a"], ">=", N["b"]), cmp(N["b"], ">=", const(4))))
    got = resolve_table(book, table(cmp(N["a"], "<", const(4))), without("a", "b"), missing("a", "b"))
    assert got.outcomes == ((0, ()),)


def test_unknown_amounts_are_varied_over_their_bounds_and_stay_out_of_the_key() -> None:
    rules = table((N["p"], {"pay": N["m"], "due": plus(N["d"], const(1)), "weight": const(2)}))
    drawn = worlds(BOOK, (rules,), without("m"), missing("m"))
    assert {row["m"] for row in drawn.rows} >= {Decimal("0.00"), Decimal("0.05")}
    got = resolve_table(BOOK, rules, without("m"), missing("m"))
    assert got.outcomes == ((1, (2,)),)
    assert got.relevant == ()


def test_deciding_sets_come_smallest_first_then_by_the_cost_of_their_evidence() -> None:
    link = program(
        {**SMALL, "a": replace(SMALL["a"], cost=9)},
        DEFINITIONS,
        (either(N["p"], no(N["q"])), either(N["q"], no(N["p"]))),
    )
    got = resolve_table(link, table(N["p"], cmp(N["a"], ">", const(9))), without("p", "q", "a"), missing("p", "q", "a"))
    assert got.deciding == (("p",),)
    either_one = resolve_table(link, table(both(N["p"], N["q"])), without("p", "q"), missing("p", "q"))
    assert either_one.deciding == (("p",), ("q",))


def test_four_facts_that_are_all_needed_are_more_than_a_deciding_set_may_hold() -> None:
    rules = table(And((N["p"], N["q"], cmp(N["a"], ">", const(3)), cmp(N["b"], ">", const(3)))))
    got = resolve_table(BOOK, rules, without("p", "q", "a", "b"), missing("p", "q", "a", "b"))
    assert got.deciding == ()
    assert set(got.relevant) == {"p", "q", "a", "b"}


def test_a_long_chain_of_linked_unknowns_without_any_constant_is_explored() -> None:
    free = {name: replace(SMALL[name], low=None, high=None) for name in ("d", "e")}
    book = program({**SMALL, **free})
    rules = table(cmp(days_between(N["d"], N["e"]), ">", const(10)), cmp(N["d"], "<", N["e"]))
    got = resolve_table(book, rules, without("d", "e"), missing("d", "e"))
    assert set(got.outcomes) == {(1, ()), (2, ()), (0, ())}
    assert got.deciding == (("d", "e"),)


def test_a_fact_without_a_value_counts_as_missing_though_nobody_said_why() -> None:
    assert len(resolve_table(BOOK, table(N["p"]), without("p"), {}).outcomes) == 2


def test_the_analysis_of_a_table_is_kept_for_the_next_row() -> None:
    rules = table(N["p"])
    assert explorer(BOOK, (rules,), ROW, {}) is explorer(BOOK, (rules,), dict(ROW), {})
    assert explorer(BOOK, (rules,), ROW, {}) is not explorer(BOOK, (rules,), {**ROW, "reason": "lost"}, {})


def test_input_that_breaks_a_constraint_is_named_and_an_unknown_one_is_not() -> None:
    late = cmp(N["d"], "<=", N["e"])
    book = program(SMALL, DEFINITIONS, (late, cmp(N["a"], "<", N["b"])))
    assert contradictions(book, ROW) == [late]
    assert contradictions(book, without("d")) == []
    assert worlds(book, (table(N["q"]),), without("q"), missing("q")).rows == ()


def _dispute() -> tuple[Program, Row, Mapping[str, Unknown]]:
    delivered, on = Fact("delivered", "bool"), Fact("delivered_on", "date")
    end = Case(((delivered, on), (TRUE, Fact("asof", "date"))), "date")
    facts = [
        fact("asof", "date", always=True),
        fact("due_on", "date"),
        fact("delivered", "bool"),
        fact("delivered_on", "date", present_if="delivered"),
    ]
    book = program({one.name: one for one in facts}, {"end": end}, (cmp(on, "<=", Fact("asof", "date")),))
    row: Row = {"asof": date(2026, 3, 10), "due_on": date(2026, 3, 1), "delivered": None, "delivered_on": None}
    return book, row, missing("delivered", "delivered_on")


def test_a_parcel_whose_delivery_nobody_knows_is_late_only_if_it_came_late_or_never() -> None:
    book, row, why = _dispute()
    end = REFS["end"]
    got = resolve_table(book, table(cmp(minus(end, const(0)), ">", Fact("due_on", "date"))), row, why)
    assert set(got.outcomes) == {(0, ()), (1, ())}
    assert got.deciding == (("delivered_on",),)
    assert set(got.relevant) == {"delivered", "delivered_on"}
