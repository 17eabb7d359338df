"""An answer without rows: pandas, polars and DuckDB read no row, and the columns wherever the format tells of them."""

import json
import sys
import urllib.request

import duckdb
import pandas
import polars


def ask(said, ending, query=""):
    address = f"{said['url']}/fragor/{said['slug']}.{ending}?updatedSince={said['since']}{query}"
    headers = {"Authorization": f"Bearer {said['token']}"}
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
        return answer.read()


def file(said, ending, query=""):
    path = f"{said['folder']}/nothing.{ending}"
    with open(path, "wb") as out:
        out.write(ask(said, ending, query))
    return path


def empty(reader, rows, columns, names):
    assert rows == 0, f"{reader}: {rows} rows"
    assert list(columns) == names, f"{reader}: {list(columns)}, not {names}"
    print(f"{reader}: no rows agree")


def refuses(reader, read):
    try:
        read()
    except Exception:
        return
    raise AssertionError(f"{reader} reads it: then the README says too little of it")


if __name__ == "__main__":
    said = json.load(sys.stdin)
    names, headings = said["names"], said["headings"]
    csv, parquet, jsonl = (file(said, ending) for ending in ("csv", "parquet", "jsonl"))

    frame = pandas.read_csv(csv)
    empty("pandas, csv", len(frame), frame.columns, names)
    frame = pandas.read_parquet(parquet)
    empty("pandas, parquet", len(frame), frame.columns, names)
    # A line of JSON is a row: without rows nothing names the columns.
    frame = pandas.read_json(jsonl, lines=True, dtype=False)
    empty("pandas, jsonl", len(frame), frame.columns, [])
    answer = json.loads(ask(said, "json"))
    frame = pandas.DataFrame(answer["rows"], columns=[field["name"] for field in answer["fields"]])
    empty("pandas, json", len(frame), frame.columns, names)
    frame = pandas.read_excel(file(said, "xlsx"))
    empty("pandas, xlsx", len(frame), frame.columns, said["sheet"])

    frame = polars.read_csv(csv)
    empty("polars, csv", len(frame), frame.columns, names)
    frame = polars.read_parquet(parquet)
    empty("polars, parquet", len(frame), frame.columns, names)
    refuses("polars, jsonl", lambda: polars.read_ndjson(jsonl))
    frame = polars.read_ndjson(jsonl, schema={name: polars.String for name in names})
    empty("polars, jsonl with a schema", len(frame), frame.columns, names)

    connection = duckdb.connect()
    read = lambda sql: connection.sql(sql)
    for reader, sql, columns in [
        ("DuckDB, csv", f"FROM read_csv('{csv}', all_varchar = true)", names),
        ("DuckDB, parquet", f"FROM read_parquet('{parquet}')", names),
        # It calls what it cannot name a column `json`.
        ("DuckDB, jsonl", f"FROM read_ndjson('{jsonl}')", ["json"]),
        (
            "DuckDB, jsonl with columns",
            f"FROM read_ndjson('{jsonl}', columns = {{{', '.join(f'{name}: VARCHAR' for name in names)}}})",
            names,
        ),
    ]:
        empty(reader, len(read(sql).fetchall()), read(sql).columns, columns)

    # Last: its file has the name of the other.
    swedish = file(said, "csv", "&format=svensk")
    frame = pandas.read_csv(swedish, sep=";", encoding="utf-8-sig")
    empty("pandas, Swedish csv", len(frame), frame.columns, headings)
    frame = polars.read_csv(swedish, separator=";")
    empty("polars, Swedish csv", len(frame), frame.columns, headings)
    sql = f"FROM read_csv('{swedish}', all_varchar = true, delim = ';', header = true)"
    empty("DuckDB, Swedish csv", len(read(sql).fetchall()), read(sql).columns, headings)
