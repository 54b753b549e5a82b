"""The stages in order: who was right, what is owed, who bears it, what do we offer and say?"""

from __future__ import annotations

from ombud.decide.decide import decide

__all__ = ["decide"]
