"""How did each side behave?"""

from __future__ import annotations

from ombud.conduct.weigh import weigh

__all__ = ["weigh"]
