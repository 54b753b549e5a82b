"""Malformed and hostile files: one clear error with its place, soon, and nothing worse."""

from __future__ import annotations

from time import process_time

import pytest

from ombud.book.reading import LARGEST_FILE, line_of
from ombud.kernel.errors import BookError
from tests.book.conftest import Desk

HOSTILE = {
    "toml.syntax": b"name = \nx = 1\n",
    "file.encoding": b"name = '\xff\xfe'\n",
    "file.size": b"# " + b"x" * LARGEST_FILE,
    "toml.nesting": b"name = " + b"[" * 100_000,
}


@pytest.mark.parametrize("code", HOSTILE)
@pytest.mark.parametrize("name", ["folio/shop.toml", "law/ru/delivery.toml", "facts.toml"])
def test_a_hostile_file_is_one_error_with_its_file(desk: Desk, code: str, name: str) -> None:
    (desk.folder / name).write_bytes(HOSTILE[code])
    with pytest.raises(BookError) as caught:
        desk.open()
    assert caught.value.code == code
    assert caught.value.at.file == str(desk.folder / name)
    assert code in [p.code for p in desk.check()]


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 300_000 + " = 1",
        "x = {" + "a." * 300_000 + "a = 1}",
        "[" + "a." * 300_000 + "a]",
        "x = " + "[" * 40 + "]" * 40,
        "x = " + "{a = " * 40 + "1" + "}" * 40,
        "[a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r]",
    ],
    ids=["dotted key", "dotted inner key", "dotted header", "lists", "tables", "header"],
)
def test_depth_is_refused_within_two_seconds(desk: Desk, text: str) -> None:
    desk.write("folio/house.toml", text)
    start = process_time()
    with pytest.raises(BookError) as caught:
        desk.open()
    assert process_time() - start < 2
    assert caught.value.code == "toml.nesting"


@pytest.mark.parametrize(
    "text",
    [
        "param = 1",
        "param = []",
        "[param]\nx = 1",
        "[table.x]\nrule = 1",
        "[table.x]\nrule = [1]",
        "[param.x]\ntype = 1\nis = 1.5",
        '[param.x]\ntype = "money"\nis = 1.5',
        '[param.x]\ntype = "money"\nis = "NaN"',
        '[param.x]\ntype = "money"\nis = "1.001"',
        '[param.x]\ntype = "money"\nis = "1e999999999"',
        '[param.x]\ntype = "int"\nis = true',
        '[param.x]\ntype = "int"\nis = 99999999999999999999',
        '[param.x]\ntype = "date"\nis = 2026-01-01T00:00:00',
        '[param.x]\ntype = "bool"\nis = "yes"',
        '[param.x]\ntype = "bool"\nis = 07:30:00',
        "[clause.x]\nversion = [{ since = 1, text = 2 }]",
        '["не имя"]\nx = 1',
        '[param."Не имя"]\ntype = "int"\nis = 1',
        '[value.x]\nis = ""',
        "[value]\nx = {}",
        "[settle.delivered]\nrule = []",
    ],
)
def test_wrong_types_are_book_errors_with_a_place(desk: Desk, text: str) -> None:
    desk.write("folio/house.toml", text)
    with pytest.raises(BookError) as caught:
        desk.open()
    assert caught.value.at.file == str(desk.folder / "folio/house.toml")
    assert caught.value.at.line
    assert desk.check()


def test_a_missing_shop_is_one_sentence(desk: Desk) -> None:
    (desk.folder / "folio/shop.toml").unlink()
    with pytest.raises(BookError, match="cannot be read: No such file"):
        desk.open()


def test_a_jurisdiction_cannot_leave_the_law_folder(desk: Desk) -> None:
    desk.swap("law/ru/pack.toml", '["common"]', '["../common"]')
    assert "pack.unknown" in [p.code for p in desk.check()]


def test_lines_are_found_behind_multi_line_strings(desk: Desk) -> None:
    path = desk.folder / "x.toml"
    path.write_text('[[a.b]]\nx = """\n[[a.b]]\ny = 1\n"""\n[[a.b]]\n"y" = 2\n[a.b.c]\nz.w = 3\n', encoding="utf-8")
    assert line_of(path, "a.b[2].y") == 7
    assert line_of(path, "a.b[2].c.z.w") == 9
    assert line_of(path, "a.b[2].missing") == 6
    assert line_of(path, "nothing") == 0
