"""The Parquet files beside, written from complaints.ndjson by four writers that are not ours:

    python3 -m venv v && v/bin/pip install pyarrow==26.0.1 pandas==3.1.1 duckdb==2.0.0 polars==2.1.0
    v/bin/python make.py

Each takes its own defaults, but for the codecs, so that the three that are read all are.
"""

import json
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.json
import pyarrow.parquet

here = Path(__file__).parent
given = here / "complaints.ndjson"
complaints = [json.loads(line) for line in given.read_text("utf-8").splitlines()]

# One row per complaint, its identifiers as a list.
table = pyarrow.json.read_json(given)
pyarrow.parquet.write_table(table, here / "pyarrow.parquet")
pyarrow.parquet.write_table(
    table,
    here / "pyarrow-pages-v2.parquet",
    compression="gzip",
    data_page_version="2.0",
    row_group_size=3,
    data_page_size=1,
    use_dictionary=False,
)
duckdb.sql(
    f"COPY (FROM read_json('{given}')) TO '{here / 'duckdb.parquet'}' (FORMAT parquet, COMPRESSION zstd)"
)
polars.read_ndjson(given).write_parquet(here / "polars.parquet")

# One row per identifier, as CSV has them; a complaint without any has one row.
rows = [
    {
        "id": complaint["id"],
        "received_at": pandas.Timestamp(complaint["received_at"]),
        "occurred_at": pandas.Timestamp(complaint["occurred_at"]) if "occurred_at" in complaint else pandas.NaT,
        "kind": complaint["kind"],
        "amount_eur": complaint.get("amount_eur"),
        "text": complaint.get("text"),
        "image": complaint.get("image"),
        "type": one.get("t"),
        "value": one.get("v"),
        "role": one.get("r"),
    }
    for complaint in complaints
    for one in complaint["ids"] or [{}]
]
pandas.DataFrame(rows).to_parquet(here / "pandas.parquet", row_group_size=5)
