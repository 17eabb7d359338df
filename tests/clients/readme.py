"""The README's own lines for pandas and DuckDB: a code keeps the zeros that it begins with."""

import json
import sys

import duckdb
import pandas

if __name__ == "__main__":
    said = json.load(sys.stdin)
    older = "older" in sys.argv

    def keeps_zeros(reader, values):
        texts = [value for value in values if isinstance(value, str)]
        assert any(text.startswith("0") and len(text) > 1 for text in texts), f"{reader}: {texts[:20]}"

    def codes_of(frame):
        return [value for name in said["codes"] for value in frame[name]]

    parquet, text = said["pandas"]
    names = {"pandas": pandas, "token": said["token"]}
    keeps_zeros("pandas, parquet", codes_of(eval(parquet, {**names, "url": f"{said['url']}.parquet"})))
    keeps_zeros("pandas, csv", codes_of(eval(text, {**names, "url": f"{said['url']}.csv"})))

    # The extension is fetched from its makers by the first statement; here it is a package, and only for versions of today.
    install, load, select = [part.strip() for part in said["duckdb"].split(";") if part.strip()]
    assert install == "INSTALL httpfs" and load == "LOAD httpfs", said["duckdb"]
    connection = duckdb.connect()
    if not older:
        from duckdb_extensions import import_extension

        import_extension("httpfs")
        connection.execute(load)
        frame = connection.sql(select).df()
        keeps_zeros("DuckDB", codes_of(frame))
    print("zeros agree")
