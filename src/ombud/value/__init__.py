"""What is at stake?"""

from ombud.value.appraise import appraise

__all__ = ["appraise"]
