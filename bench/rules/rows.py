"""Rows of the study's table: 16 facts, values deliberately on the boundaries.

usage: rows.py PATH COUNT [SHARE_OF_NULLS]   writes Parquet with DuckDB, seeded.
"""

# ruff: noqa: E501

from __future__ import annotations

import sys

import duckdb


def write(path: str, count: int, nulls: float = 0.0, seed: float = 0.42) -> None:
    con = duckdb.connect()
    con.execute("SET threads=2")
    con.execute(f"SELECT setseed({seed})")

    def maybe(expr: str) -> str:
        return f"CASE WHEN random() < {nulls} THEN NULL ELSE {expr} END" if nulls else expr

    def day(back: int) -> str:
        return maybe(f"claimed0 - CAST(floor(random() * {back}) AS INT)")

    con.execute(f"""COPY (SELECT i AS case_id,
      CAST(floor(random()*20000)/20*5 + floor(random()*4)/4 AS DECIMAL(12,2)) AS goods_total,
      {maybe("CAST(floor(random()*3)*floor(random()*200)/4 AS DECIMAL(12,2))")} AS discount,
      {maybe("CAST([0,39.90,79.90,149.00][1+CAST(floor(random()*4) AS INT)] AS DECIMAL(12,2))")} AS shipping_charged,
      {maybe("CAST([1000,1500,2000][1+CAST(floor(random()*3) AS INT)] AS DECIMAL(12,2))")} AS threshold,
      {day(12)} AS promised_by, {day(12)} AS delivered_on, {day(14)} AS handed_over_on, claimed0 AS claimed_on,
      {maybe("CAST(floor(random()*6) AS INT)")} AS carrier_sla_days,
      {maybe("CAST(floor(random()*random()*20) AS INT)")} AS prior_orders,
      {maybe("CAST(floor(random()*random()*5) AS INT)")} AS refused_cod_count,
      {maybe("['none','none','none','none','none','none','watch','watch','blocked','Blocked '][1+CAST(floor(random()*10) AS INT)]")} AS abuse_level,
      ['shipping_charged','shipping_charged','late','late','nonreceipt','damaged','wrong_item','changed_mind','other'][1+CAST(floor(random()*9) AS INT)] AS claim_kind,
      CAST(floor(random()*random()*24000)/4 AS DECIMAL(12,2)) AS claim_amount,
      {maybe("random() < 0.3")} AS nonreceipt_contested,
      {maybe("CAST(floor(random()*2000-500)/10 AS DECIMAL(12,2))")} AS margin
      FROM (SELECT i, DATE '2023-01-01' + CAST(floor(random()*900) AS INT) AS claimed0 FROM range({count}) t(i)))
      TO '{path}' (FORMAT parquet)""")


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else 0.0)
