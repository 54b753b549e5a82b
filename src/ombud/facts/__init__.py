"""What happened, and what do we not know?

In: a case file (TOML by hand, JSON by machine) and an open book. Out: `Facts`, every fact known, contested, unknown or
absent, each with its evidence.
"""
