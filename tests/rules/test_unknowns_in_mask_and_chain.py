from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ombud.rules.resolve import Mask, mask_collect, mask_first, resolve_table
from ombud.rules.tree import And, Call, Const, Fact, IsNull, Ratio
from ombud.rules.worlds import worlds
from tests.rules.books import SMALL, TRUE, both, cmp, const, fact, plus, program, table
from tests.rules.small_row import BOOK, N, missing, without


def test_a_key_output_over_an_unknown_number_is_masked_but_an_unknown_label_is_explored() -> None:
    number = resolve_table(BOOK, table((TRUE, {"weight": N["a"]})), without("a"), missing("a"))
    assert number.mode == "MASK"
    assert not number.decided
    assert number.outcomes == ((1, (None,)),)
    label = resolve_table(BOOK, table((TRUE, {"wish": N["s"]})), without("s"), missing("s"))
    assert label.outcomes == ((1, ("x",)), (1, ("y",)), (1, ("z",)))


def test_what_the_law_leaves_open_is_masked_and_never_taken_for_false() -> None:
    rules = table(cmp(N["a"], ">", Const(None, "int")), N["q"])
    got = resolve_table(BOOK, rules, without("q"), missing("q"))
    assert got.mode == "MASK"
    assert got.outcomes == ((1, ()), (2, ()), (0, ()))
    assert got.relevant == ("q",)


def test_the_mode_is_fixed_for_a_table_unless_only_this_rows_unknowns_are_asked_for() -> None:
    rolled = Call("roll", (plus(N["d"], const(1)),), "date")
    rules = table(both(cmp(N["e"], "<=", rolled), N["q"]))
    assert resolve_table(BOOK, rules, without("q"), missing("q")).mode == "MASK"
    got = resolve_table(BOOK, rules, without("q"), missing("q"), fixed=False)
    assert got.mode == "EXACT"
    assert got.deciding == (("q",),)


def test_is_null_asks_what_we_know_and_is_never_explored() -> None:
    rules = table(IsNull(N["a"]), N["q"])
    got = resolve_table(BOOK, rules, without("a"), missing("a"))
    assert got.mode == "MASK"
    assert got.outcomes == ((1, ()),)


def test_a_ratio_by_a_known_number_is_exact_in_the_row_and_by_an_unknown_one_is_not() -> None:
    rules = table(Ratio("<=", N["m"], N["n"], const(Decimal("0.50"))))
    over_known = resolve_table(BOOK, rules, without("m"), missing("m"), fixed=False)
    assert over_known.mode == "EXACT"
    assert set(over_known.outcomes) == {(1, ()), (0, ())}
    assert resolve_table(BOOK, rules, without("n"), missing("n"), fixed=False).mode == "MASK"


def test_thirteen_unknown_events_are_more_worlds_than_are_looked_at() -> None:
    names = [f"f{i}" for i in range(13)]
    book = program({name: fact(name, "bool") for name in names})
    rules = table(And(tuple(Fact(name, "bool") for name in names)))
    got = resolve_table(book, rules, {}, missing(*names))
    assert (got.mode, got.bounded, got.decided) == ("MASK", True, False)
    assert got.outcomes == ((1, ()), (0, ()))
    assert len(got.relevant) == 13


def test_a_text_without_labels_cannot_be_explored() -> None:
    book = program({**SMALL, "s": replace(SMALL["s"], labels=())})
    assert resolve_table(book, table(cmp(N["s"], "=", const("x"))), without("s"), missing("s")).mode == "MASK"


def test_tables_meant_for_another_label_and_rules_dead_under_this_one_are_left_out() -> None:
    other = table(cmp(N["a"], ">", const(3)))
    other = replace(other, declared=replace(other.declared, labels=("lost",)))
    dead = table(both(cmp(N["reason"], "=", const("lost")), cmp(plus(N["a"], N["b"]), ">", const(3))), N["p"])
    drawn = worlds(BOOK, (other, dead), without("a", "p"), missing("a", "p"))
    assert drawn.mode == "EXACT"
    assert drawn.unknown == ("p",)


def test_worlds_are_drawn_once_over_all_tables_and_are_exact_only_if_every_table_is() -> None:
    exact, bent = table(cmp(N["a"], ">", const(3))), table(cmp(plus(N["a"], N["b"]), ">", N["c"]))
    assert worlds(BOOK, (exact,), without("a"), missing("a")).mode == "EXACT"
    assert worlds(BOOK, (exact, bent), without("a"), missing("a")).mode == "MASK"
    more = worlds(BOOK, (exact, table(cmp(N["a"], ">", const(4)))), without("a"), missing("a"))
    assert [row["a"] for row in more.rows] == [3, 4, 5]


def test_a_fact_that_an_earlier_table_finds_out_is_not_drawn_a_second_time() -> None:
    upstream = table((N["p"], {"s": const("x")}), (TRUE, {"s": const("y")}))
    downstream = table(cmp(N["s"], "=", const("x")), name="u")
    drawn = worlds(BOOK, (upstream, downstream), without("p", "s"), missing("p"))
    assert (drawn.mode, drawn.unknown, len(drawn.rows)) == ("EXACT", ("p",), 2)
    weighty = table((N["p"], {"a": const(1)}), (TRUE, {"a": const(2)}))
    compared = table(cmp(N["b"], ">", N["a"]), name="u")
    assert worlds(BOOK, (weighty, compared), without("p", "a"), missing("p"), fixed=False).mode == "EXACT"
    assert worlds(BOOK, (weighty, compared), without("p", "a", "b"), missing("p", "b"), fixed=False).mode == "MASK"
    paid = table((TRUE, {"m": N["n"]}))
    dear = table(cmp(N["m"], ">", const(Decimal("0.02"))), name="u")
    assert worlds(BOOK, (paid, dear), without("m", "n"), missing("n"), fixed=False).mode == "MASK"


def test_a_mask_names_rules_up_to_the_first_that_certainly_holds_and_splits_the_certain_from_the_open() -> None:
    conditions = (N["p"], cmp(N["a"], "=", const(1)), N["q"])
    row = without("p")
    assert mask_first(table(*conditions), row, BOOK) == Mask(((1, ()), (2, ())))
    assert mask_collect(table(*conditions, hit="collect"), row, BOOK) == Mask(((((2, ()), (3, ())), (1,)),), open=True)
