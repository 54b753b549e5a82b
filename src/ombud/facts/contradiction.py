"""Which facts of a case cannot all be right?"""

from __future__ import annotations

from datetime import date

from ombud.facts.answers import answered
from ombud.kernel.scalar import Value
from ombud.model.case_file import CaseFile
from ombud.rules.checked import Program
from ombud.rules.interpret import contradictions
from ombud.rules.reads import facts_of


def clashing(file: CaseFile, program: Program, asof: date) -> tuple[str, ...]:
    """The facts answered by hand that no case can have together; none where only the whole case tells.

    Raises:
        InputError: an answer that does not fit the catalogue.
    """
    facts = program.declared.facts
    row: dict[str, Value | None] = dict.fromkeys(facts)
    row["asof"] = asof
    for i, answer in enumerate(file.answers):
        value = answered(answer, facts[answer.fact], f"answers[{i}].value", file.currency)
        row[answer.fact] = row[answer.fact] if value is None else value
    for name, value in list(row.items()):
        guard = facts[name].present_if
        if value is not None and guard and row[guard] is False:
            return name, guard
    found = [facts_of((node,), program.definitions) for node in contradictions(program, row)]
    return tuple(dict.fromkeys(name for names in found for name in names if row[name] is not None))
