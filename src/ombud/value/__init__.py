"""What is at stake?"""

from __future__ import annotations

from ombud.value.appraise import appraise
from ombud.value.precedents import alike

__all__ = ["alike", "appraise"]
