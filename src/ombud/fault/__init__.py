"""Who caused it, who bears it, and on what terms is it recovered?"""

from __future__ import annotations

from ombud.fault.attribute import attribute, possible

__all__ = ["attribute", "possible"]
