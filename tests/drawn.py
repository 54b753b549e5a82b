"""How many examples a property is tried on: all of them in a whole run, a part of them in the quick one."""

from __future__ import annotations

QUICK_SHARE = 4
FEWEST = 5
_share = 1


def quick() -> None:
    """From now on a part of the examples will do. To be said before any test is imported."""
    global _share  # noqa: PLW0603  (one switch for the run)
    _share = QUICK_SHARE


def examples(whole: int) -> int:
    """The number of examples to try, of `whole` in a whole run."""
    return whole if _share == 1 else max(min(whole, FEWEST), whole // _share)
