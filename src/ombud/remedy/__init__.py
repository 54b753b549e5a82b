"""What do we offer?"""

from __future__ import annotations

from ombud.remedy.choose import choose

__all__ = ["choose"]
