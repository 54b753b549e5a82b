"""What a heard call shows, read mechanically from the order of its turns.

A turn's `conduct` is what a person marked in it; nothing here judges the words. For a call that nobody heard every
column is unknown. The call ends with its last turn, or with the first `hang_up`; later turns count for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ombud.kernel.scalar import Value
from ombud.model.case_file import Call, Turn

ABUSE = ("behaviour_abuse", "behaviour_threat")
SHOWN = (
    "abuse",
    "threat",
    "remark_given",
    "hung_up_by_staff",
    "abuse_before_hang_up",
    "abuse_after_remark",
    "insult_by_staff",
)


def shown_in(call: Call, path: str) -> tuple[dict[str, Value | None], dict[str, str]]:
    """The derived columns of a call, and for each that holds a pointer to the turn it rests on.

    abuse: the customer was abusive or threatened · threat: threatened · hung_up_by_staff: the employee ended it ·
    abuse_before_hang_up: there was abuse before the employee ended it · remark_given: the employee remarked on it
    after a first abuse and before the end · abuse_after_remark: abuse again after that remark and before the end ·
    insult_by_staff: the employee insulted the customer.
    """
    if not call.heard:
        return dict.fromkeys(SHOWN), {}
    turns = _until_hang_up(call.turns)
    abuse = _first(turns, 0, _abusive)
    remark = _first(turns, abuse + 1, _remark) if abuse >= 0 else -1
    ended = len(turns) - 1 if turns and _hang_up(turns[-1]) else -1
    found = {
        "abuse": abuse,
        "threat": _first(turns, 0, lambda turn: turn.conduct == "behaviour_threat" and turn.speaker == "customer"),
        "remark_given": remark,
        "hung_up_by_staff": ended,
        "abuse_before_hang_up": abuse if ended >= 0 else -1,
        "abuse_after_remark": _first(turns, remark + 1, _abusive) if remark >= 0 else -1,
        "insult_by_staff": _first(turns, 0, lambda turn: turn.conduct == "insult_by_staff"),
    }
    shown: dict[str, Value | None] = {name: index >= 0 for name, index in found.items()}
    spots = {name: _spot(turns[index], path, index) for name, index in found.items() if index >= 0}
    return shown, spots


def _spot(turn: Turn, path: str, index: int) -> str:
    return f"{path}.turns[{index}] @{turn.second // 60:02d}:{turn.second % 60:02d}"


def _until_hang_up(turns: Sequence[Turn]) -> Sequence[Turn]:
    ended = _first(turns, 0, lambda turn: turn.conduct == "hang_up")
    return turns[: ended + 1] if ended >= 0 else turns


def _first(turns: Sequence[Turn], start: int, holds: Callable[[Turn], bool]) -> int:
    return next((i for i in range(start, len(turns)) if holds(turns[i])), -1)


def _abusive(turn: Turn) -> bool:
    return turn.speaker == "customer" and turn.conduct in ABUSE


def _remark(turn: Turn) -> bool:
    return turn.speaker == "staff_member" and turn.conduct == "remark"


def _hang_up(turn: Turn) -> bool:
    return turn.speaker == "staff_member" and turn.conduct == "hang_up"
