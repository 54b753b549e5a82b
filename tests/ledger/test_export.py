from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from ombud.kernel.errors import InputError
from ombud.ledger import export, post, records
from tests.ledger.make import booking, ledger


def exported(folder: Path, form: str) -> str:
    chain = post(ledger(folder, 1), booking(case="=cmd()"))
    chain = post(chain, booking(case='a "quoted" case; with semicolon', kind="recovery.received"))
    return export(records(chain.path), form)


def test_hledger_gets_balanced_transactions(tmp_path: Path) -> None:
    text = exported(tmp_path, "hledger")
    first = text.split("\n\n")[0].splitlines()
    assert first[0].startswith("2026-04-01 * (1) C0 remedy.approved  ; hash:")
    assert [line.split() for line in first[1:]] == [
        ["expenses:redress:statute", "1.00", "RUB"],
        ["liabilities:customer", "-1.00", "RUB"],
    ]
    assert "case, with semicolon recovery.received" in text


def test_beancount_gets_opened_accounts_and_quoted_text(tmp_path: Path) -> None:
    text = exported(tmp_path, "beancount")
    assert text.startswith("2026-04-01 open Expenses:Redress:Statute RUB\n2026-04-01 open Liabilities:Customer RUB\n")
    assert '2026-04-01 * "a \\"quoted\\" case; with semicolon" "recovery.received"' in text


def test_a_spreadsheet_gets_sums_and_no_formulas(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(tmp_path, "csv"))))
    assert [row["case"] for row in rows[::2]] == ["C0", "'=cmd()", 'a "quoted" case; with semicolon']
    assert sum(float(row["amount"]) for row in rows) == 0


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no export format"):
        exported(tmp_path, "xlsx")
