"""Marks of confidence: how well a number of law is known."""

from __future__ import annotations

VERIFY = frozenset(("W", "K", "C"))
"""Weak, known only, contested: to be verified wherever it is shown; it may raise what is owed, never lower it."""
