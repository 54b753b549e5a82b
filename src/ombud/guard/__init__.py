"""May this text go out?"""

from __future__ import annotations

from ombud.guard.check import check as check
from ombud.guard.shield import build_shield as build_shield
