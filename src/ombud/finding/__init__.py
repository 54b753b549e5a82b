"""Is the allegation true?"""

from ombud.finding.find import find

__all__ = ["find"]
