"""What do we offer?"""

from __future__ import annotations

from ombud.remedy.choose import choose, joined

__all__ = ["choose", "joined"]
