from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ombud.kernel.digest import canonical
from ombud.kernel.errors import LedgerError
from ombud.ledger import open_chain, post, records, verify
from ombud.ledger.disk import beside
from tests import drawn
from tests.ledger.make import booking, ledger

COUNT = 5
places = st.integers(0, COUNT - 1)
Lines = list[bytes]


def remove(lines: Lines, at: int, _: int) -> Lines:
    return lines[:at] + lines[at + 1 :]


def repeat(lines: Lines, at: int, to: int) -> Lines:
    return [*lines[:to], lines[at], *lines[to:]]


def swap(lines: Lines, at: int, to: int) -> Lines:
    lines[at], lines[to] = lines[to], lines[at]
    return lines


def cut(lines: Lines, at: int, _: int) -> Lines:
    return lines[:at]


def cut_within(lines: Lines, at: int, to: int) -> Lines:
    return [*lines[:at], lines[at][: (to + 1) * 20]]


def change_sum(lines: Lines, at: int, _: int) -> Lines:
    """Double the money and hash anew, as somebody who knows the format would."""
    body = json.loads(lines[at])
    body["entries"] = [[account, minor * 2, currency] for account, minor, currency in body["entries"]]
    return [*lines[:at], rehashed(body), *lines[at + 1 :]]


def change_type(lines: Lines, at: int, to: int) -> Lines:
    body = json.loads(lines[at])
    body[sorted(body)[to]] = [{}, None, 1.5, "", [["x"]]][to]
    return [*lines[:at], rehashed(body), *lines[at + 1 :]]


def spaced(lines: Lines, at: int, _: int) -> Lines:
    return [*lines[:at], lines[at].replace(b":", b": ", 1), *lines[at + 1 :]]


def rehashed(body: dict[str, object]) -> bytes:
    body.pop("hash", None)
    return canonical({**body, "hash": hashlib.sha256(canonical(body)).hexdigest()}) + b"\n"


TAMPERINGS: list[Callable[[Lines, int, int], Lines]] = [
    remove, repeat, swap, cut, cut_within, change_sum, change_type, spaced,
]  # fmt: skip


@settings(max_examples=drawn.examples(150), deadline=None)
@given(st.sampled_from(TAMPERINGS), places, places)
def test_any_altered_removed_repeated_reordered_or_truncated_entry_is_found(
    tamper: Callable[[Lines, int, int], Lines], at: int, to: int
) -> None:
    with TemporaryDirectory() as folder:
        path = ledger(Path(folder), COUNT).path
        before = path.read_bytes()
        after = b"".join(tamper(before.splitlines(keepends=True), at, to))
        path.write_bytes(after)
        assert bool(verify(path)) == (after != before)


@settings(max_examples=drawn.examples(100), deadline=None)
@given(st.data())
def test_any_changed_byte_is_found_in_chain_and_head_alike(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = ledger(Path(folder), 2).path
        victim = data.draw(st.sampled_from([path, beside(path, ".head")]))
        content = bytearray(victim.read_bytes())
        spot = data.draw(st.integers(0, len(content) - 1))
        content[spot] ^= data.draw(st.integers(1, 255))
        victim.write_bytes(content)
        assert verify(path)


def test_every_break_is_told_with_its_line(tmp_path: Path) -> None:
    path = ledger(tmp_path, COUNT).path
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], b"not an entry\n", lines[3]]))
    assert [(found.line, found.kind) for found in verify(path)] == [(2, "altered"), (3, "order"), (4, "truncated")]


def test_without_its_head_a_chain_is_not_called_whole(tmp_path: Path) -> None:
    path = ledger(tmp_path, 2).path
    beside(path, ".head").unlink()
    assert [found.kind for found in verify(path)] == ["head"]
    with pytest.raises(LedgerError, match="no head"):
        open_chain(path)


def test_a_chain_that_vanished_whole_is_found_by_its_head(tmp_path: Path) -> None:
    path = ledger(tmp_path, 2).path
    path.unlink()
    assert [found.kind for found in verify(path)] == ["truncated"]
    with pytest.raises(LedgerError):
        post(open_chain(path), booking())


def test_a_rewritten_chain_with_a_rewritten_head_is_found_by_a_hash_kept_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    kept = ledger(tmp_path, 2)
    other = ledger(tmp_path / "other", 3)
    assert verify(kept.path, anchor=kept.hash) == []
    assert [found.kind for found in verify(other.path, anchor="f" * 64)] == ["anchor"]


def test_a_broken_chain_is_neither_summed_nor_exported_nor_continued(tmp_path: Path) -> None:
    path = ledger(tmp_path, 3).path
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(LedgerError):
        list(records(path))
    with pytest.raises(LedgerError):
        open_chain(path)


def test_no_ledger_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger here"):
        verify(tmp_path / "none.ledger")
