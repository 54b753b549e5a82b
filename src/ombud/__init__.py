"""Ombud: are we at fault, or is the customer wrong?"""

from __future__ import annotations

__version__ = "0.1.0"
