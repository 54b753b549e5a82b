"""What is this customer owed?"""

from __future__ import annotations

from ombud.promise.owed import owed

__all__ = ["owed"]
