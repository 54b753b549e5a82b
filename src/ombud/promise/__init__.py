"""What is this customer owed?"""

from __future__ import annotations

from ombud.promise.best import LEVELS
from ombud.promise.owed import owed

__all__ = ["LEVELS", "owed"]
