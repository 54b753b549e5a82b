"""Text to an untyped tree with positions, by the grammar of `docs/rulebook.md`. Hostile input is refused, fast.

Precedence climbing over tokens of one compiled pattern: time is linear in the text, depth is bounded.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, NoReturn

from ombud.kernel.errors import Place, RuleError
from ombud.rules.declare import Value
from ombud.rules.syntax import COMPARISONS, FUNCTIONS, KEYWORDS, Invocation, Literal, Name, Operation, Syntax

LONGEST = 4_000
DEEPEST = 64
MOST_DIGITS = 18

_OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT = range(1, 7)
_LEVEL = {"OR": _OR, "AND": _AND, "IN": _COMPARE, "BETWEEN": _COMPARE, "IS": _COMPARE, "NOT": _COMPARE}
_LEVEL |= dict.fromkeys(COMPARISONS, _COMPARE) | {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}

_TOKEN = re.compile(
    r"[ \t\r\n]*(?:([A-Za-z_][A-Za-z0-9_]*)|([0-9][0-9A-Za-z_.]*)|('(?:[^']|'')*')"
    r"|(--|/\*|<>|<=|>=|!=|==|[=<>+\-*/(),])|(\Z))"
)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORD, _DIGITS, _STRING, _SIGN, _END = range(1, 6)

_NOT_OURS = {
    "--": ("comments have no place in an expression", "write it beside the rule, in TOML"),
    "/*": ("comments have no place in an expression", "write it beside the rule, in TOML"),
    "!=": ("'!=' is not an operator here", "write <>"),
    "==": ("'==' is not an operator here", "write ="),
}


class _Token(NamedTuple):
    kind: int
    key: str
    """Keyword in upper case, or sign, or empty."""
    text: str
    at: int


def parse(text: str, place: Place | None = None) -> Syntax:
    """The tree of an expression.

    Raises:
        RuleError: anything outside the grammar; `at.column` is the position in the text, counted from 1.
    """
    try:
        return _parsed(text)
    except RuleError:
        return _fresh(text, place or Place())


@lru_cache(maxsize=8192)
def _parsed(text: str) -> Syntax:
    """What is right is right wherever it stands: the books of one process share most of their expressions."""
    return _fresh(text, Place())


def _fresh(text: str, place: Place) -> Syntax:
    parser = _Parser(text, place)
    try:
        return parser.whole()
    except RecursionError:
        # The caller stands deep in the stack already.
        parser.refuse(0, "the expression is nested too deep")


class _Parser:
    __slots__ = ("depth", "end", "place", "position", "text", "tokens")

    def __init__(self, text: str, place: Place) -> None:
        self.text = text
        self.place = place
        self.position = 0
        self.depth = 0
        self.end = 0
        if len(text) > LONGEST:
            self.refuse(LONGEST, f"the expression is longer than {LONGEST} characters", "split it into values")
        self.tokens = self.tokenize()

    def refuse(self, at: int, says: str, hint: str = "", code: str = "rule.syntax") -> NoReturn:
        place = Place(self.place.file, self.place.key, self.place.line, at + 1)
        raise RuleError(f"{says} at character {at + 1}", at=place, hint=hint, code=code)

    def tokenize(self) -> list[_Token]:
        text, match, tokens, position = self.text, _TOKEN.match, [], 0
        while True:
            found = match(text, position)
            if found is None:
                self.refuse_character(position)
            kind = found.lastindex or _END
            word = found[kind]
            position = found.end()
            key = word if kind == _SIGN else ""
            if kind == _WORD and (upper := word.upper()) in KEYWORDS:
                key = upper
            tokens.append(_Token(kind, key, word, found.start(kind)))
            if kind == _END:
                return tokens

    def refuse_character(self, position: int) -> NoReturn:
        at = position + len(self.text[position:]) - len(self.text[position:].lstrip(" \t\r\n"))
        if self.text[at] == "'":
            self.refuse(at, "a string is not closed", "strings stand in single quotes, doubled inside")
        hint = "a name stands without quotes" if self.text[at] in '"`' else ""
        self.refuse(at, f"unexpected character {self.text[at]!r}", hint)

    def take(self) -> _Token:
        token = self.tokens[self.position]
        self.position += 1
        self.end = token.at + len(token.text)
        return token

    def whole(self) -> Syntax:
        tree = self.expression(_OR)
        token = self.tokens[self.position]
        if token.kind != _END:
            self.unexpected(token)
        return tree

    def unexpected(self, token: _Token) -> NoReturn:
        if token.key in _NOT_OURS:
            self.refuse(token.at, *_NOT_OURS[token.key])
        if token.key == "NULL":
            self.refuse(token.at, "NULL is not a value", "write IS NULL or IS NOT NULL")
        if token.key == "NOT":
            self.refuse(token.at, "NOT cannot stand here", "write NOT (…), and NOT a IN (…) for NOT IN")
        found = repr(token.text) if token.text else "the end"
        self.refuse(token.at, f"did not expect {found}")

    def expect(self, sign: str) -> None:
        token = self.tokens[self.position]
        if token.key != sign:
            self.unexpected(token)
        self.take()

    def node(self, op: str, items: tuple[Syntax, ...], at: int) -> Operation:
        depth = 1 + max(item.depth for item in items)
        if depth > DEEPEST:
            self.refuse(at, f"the expression is nested more than {DEEPEST} deep", "split it into values")
        return Operation(op, items, at, self.end, depth)

    def expression(self, floor: int) -> Syntax:
        left = self.prefix(floor)
        tokens = self.tokens
        while (level := _LEVEL.get(tokens[self.position].key, 0)) >= floor:
            if level == _COMPARE:
                left = self.comparison(left)
            elif level < _COMPARE:
                left = self.chain(left, level)
            else:
                token = self.take()
                left = self.node(token.key, (left, self.expression(level + 1)), left.at)
        return left

    def prefix(self, floor: int) -> Syntax:
        token = self.tokens[self.position]
        if token.key == "NOT" and floor <= _NOT:
            self.take()
            return self.node("NOT", (self.expression(_COMPARE),), token.at)
        if token.key == "-":
            self.take()
            return self.node("NEG", (self.atom(),), token.at)
        return self.atom()

    def chain(self, left: Syntax, level: int) -> Syntax:
        key, items = self.tokens[self.position].key, [left]
        while self.tokens[self.position].key == key:
            self.take()
            items.append(self.expression(level + 1))
        return self.node(key, tuple(items), left.at)

    def comparison(self, left: Syntax) -> Syntax:
        token = self.take()
        tree: Syntax
        if token.key in COMPARISONS:
            tree = self.node(token.key, (left, self.expression(_SUM)), left.at)
        elif token.key == "IN":
            tree = self.node("IN", (left, *self.options()), left.at)
        elif token.key == "BETWEEN":
            low = self.expression(_SUM)
            self.expect("AND")
            tree = self.node("BETWEEN", (left, low, self.expression(_SUM)), left.at)
        elif token.key == "IS":
            tree = self.null_test(left)
        else:
            self.unexpected(token)
        after = self.tokens[self.position]
        if _LEVEL.get(after.key) == _COMPARE:
            self.refuse(after.at, "comparisons cannot be chained", "join two comparisons with AND, or use BETWEEN")
        if _LEVEL.get(after.key, 0) > _COMPARE:
            self.unexpected(after)
        return tree

    def null_test(self, left: Syntax) -> Operation:
        negated = self.tokens[self.position].key == "NOT"
        if negated:
            self.take()
        self.expect("NULL")
        test = self.node("IS NULL", (left,), left.at)
        return self.node("NOT", (test,), left.at) if negated else test

    def options(self) -> list[Syntax]:
        self.expect("(")
        items = [self.option()]
        while self.tokens[self.position].key == ",":
            self.take()
            items.append(self.option())
        self.expect(")")
        return items

    def option(self) -> Syntax:
        at = self.tokens[self.position].at
        item = self.prefix(_SUM)
        inner = item.items[0] if isinstance(item, Operation) and item.op == "NEG" else item
        if not isinstance(inner, Literal):
            self.refuse(at, "a list holds literals only", "compare with = and join with OR")
        return item

    def atom(self) -> Syntax:
        token = self.take()
        if token.kind == _WORD and not token.key:
            return self.word(token)
        if token.kind == _DIGITS:
            return Literal(self.number(token), token.at, self.end)
        if token.kind == _STRING:
            return Literal(token.text[1:-1].replace("''", "'"), token.at, self.end)
        if token.key == "(":
            tree = self.nested()
            self.expect(")")
            return tree
        if token.key in ("TRUE", "FALSE"):
            return Literal(token.key == "TRUE", token.at, self.end)
        if token.key == "DATE":
            return self.day(token)
        return self.unexpected(token)

    def nested(self) -> Syntax:
        self.depth += 1
        if self.depth > DEEPEST:
            at = self.tokens[self.position].at
            self.refuse(at, f"the expression is nested more than {DEEPEST} deep", "split it into values")
        tree = self.expression(_OR)
        self.depth -= 1
        return tree

    def word(self, token: _Token) -> Syntax:
        if self.tokens[self.position].key == "(":
            return self.invocation(token)
        if not token.text.islower():
            self.refuse(token.at, f"unknown word {token.text!r}", "names are written in lower case")
        return Name(token.text, token.at, self.end)

    def invocation(self, token: _Token) -> Syntax:
        name = token.text.lower()
        if name not in FUNCTIONS:
            self.refuse(token.at, f"unknown function {token.text!r}", f"there are {', '.join(sorted(FUNCTIONS))}")
        self.take()
        args = [self.nested()]
        while self.tokens[self.position].key == ",":
            self.take()
            args.append(self.nested())
        self.expect(")")
        tree = self.node(name, tuple(args), token.at)
        return Invocation(name, tree.items, token.at, self.end, tree.depth)

    def number(self, token: _Token) -> Value:
        if not _NUMBER.fullmatch(token.text):
            self.refuse(token.at, f"{token.text!r} is not a number", "digits, and a point with digits after it")
        if len(token.text) > MOST_DIGITS + 1:
            self.refuse(token.at, f"a number has at most {MOST_DIGITS} digits")
        return Decimal(token.text) if "." in token.text else int(token.text)

    def day(self, token: _Token) -> Syntax:
        text = self.take()
        if text.kind != _STRING:
            self.refuse(token.at, "DATE wants a day in quotes", "write DATE '2026-01-31'")
        try:
            if not _DAY.fullmatch(text.text[1:-1]):
                raise ValueError
            return Literal(date.fromisoformat(text.text[1:-1]), token.at, self.end)
        except ValueError:
            self.refuse(text.at, f"{text.text} is not a day", "write DATE '2026-01-31'")
