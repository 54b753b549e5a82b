"""Is the allegation true?"""

from __future__ import annotations

from ombud.finding.find import find, possible

__all__ = ["find", "possible"]
