"""What does this spreadsheet say of our orders?

In: one table (CSV, XLSX, or a query over Parquet) whose columns a person has confirmed. Out: case files without an
allegation, one an order; rows that cannot be right are told with line and reason while the good ones go on.
"""

from __future__ import annotations
