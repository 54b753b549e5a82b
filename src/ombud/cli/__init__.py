"""What does the person at the terminal want to know?"""

from __future__ import annotations

from ombud.cli.app import main

__all__ = ["main"]
