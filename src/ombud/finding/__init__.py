"""Is the allegation true?"""

from __future__ import annotations

from ombud.finding.find import find

__all__ = ["find"]
