"""One typed expression tree, three back ends: what does this rule say about this case?

In: declarations (`declare.py`), read from a book. Out: a `Program` whose tables decide, explain and, where facts
are unknown, tell every outcome that is still possible. The language is defined in `docs/rulebook.md`.
"""
