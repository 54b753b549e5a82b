from __future__ import annotations

from hypothesis import given

from ombud.rules.emit_python import compile_collect, compile_first
from ombud.rules.interpret import collect, first
from tests.rules.disputes import Case4, anything, disputes, thorough
from tests.rules.oracle import completions


@thorough(80)
@given(disputes(anything))
def test_generated_python_says_what_the_reference_evaluator_says_on_open_and_on_completed_rows(case: Case4) -> None:
    book, rules, row, unknowns = case
    names = [name for name, _ in rules.outputs]
    open_and_full = [row, *completions(book, row, unknowns)[:40]]
    if rules.declared.hit == "first":
        decide = compile_first(book, rules)
        for one in open_and_full:
            number, given_ = first(rules, one, book)
            assert decide(one) == (number, *(given_.get(name) for name in names))
        return
    gather = compile_collect(book, rules)
    for one in open_and_full:
        certain, unsure = collect(rules, one, book)
        found = gather(one)
        assert [(n, *rest) for n, truth, *rest in found if truth] == [
            (n, *(given_.get(name) for name in names)) for n, given_ in certain
        ]
        assert tuple(n for n, truth, *_ in found if truth is None) == unsure
