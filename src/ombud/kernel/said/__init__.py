"""Sums, shares and days as people write and say them, in figures and in words, in four languages."""

from __future__ import annotations
