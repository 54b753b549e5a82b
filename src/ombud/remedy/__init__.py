"""What do we offer?"""

from __future__ import annotations

from ombud.remedy.approval import approved
from ombud.remedy.choose import choose, joined

__all__ = ["approved", "choose", "joined"]
