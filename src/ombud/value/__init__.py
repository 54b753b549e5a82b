"""What is at stake?"""

from __future__ import annotations

from ombud.value.appraise import appraise

__all__ = ["appraise"]
