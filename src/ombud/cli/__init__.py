"""What does the person at the terminal want to know?"""

from __future__ import annotations


def main() -> None:
    """Run `ombud`."""
