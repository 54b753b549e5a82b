"""The money that is asked for before the promised day: nobody is late, but nobody has to wait either."""

from __future__ import annotations

from collections.abc import Sequence

from ombud.book.record import Book
from ombud.model.case_file import CaseFile
from ombud.model.reply import Act
from ombud.model.vocabulary import remedies
from ombud.rules.checked import Row
from ombud.rules.interpret import evaluate

WISH, RIGHT = "refund", "withdrawal_right"


def calling_off(file: CaseFile, acts: Sequence[Act], row: Row, book: Book) -> tuple[str, ...]:
    """What to tell of the money to who asked for it, where the ruling itself gives none: whether the law lets this
    order be called off, as far as that is known.
    """
    asked = any(WISH in one.wants for one in file.allegations)
    if not asked or any(act.remedy in remedies("refund") for act in acts):
        return ()
    right = book.program.definitions.get(RIGHT)
    sure = right is not None and evaluate(right, row, book.program) is True
    return ("call_off",) if sure else ("call_off_unsure",)
