"""pandas, polars, pyarrow, DuckDB and openpyxl read every format and agree with the GraphQL answer."""

import io
import json
import sys
import urllib.error

import duckdb
import openpyxl
import pandas
import polars
import pyarrow.parquet

from service import agree, begin


class Ranges(io.RawIOBase):
    """A file at an address, read by HTTP ranges."""

    def __init__(self, service, address):
        self.service, self.address, self.position, self.pieces = service, address, 0, 0
        with self.ask({"Range": "bytes=0-0"}) as answer:
            assert answer.status == 206, answer.status
            self.length = int(answer.headers["Content-Range"].split("/")[1])
            self.tag = answer.headers["ETag"]

    def ask(self, headers):
        return self.service.open(self.address, {**self.service.basic, **headers})

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self.position

    def seek(self, offset, whence=io.SEEK_SET):
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.length}[whence]
        self.position = start + offset
        return self.position

    def readinto(self, buffer):
        wanted = min(len(buffer), self.length - self.position)
        if wanted <= 0:
            return 0
        end = self.position + wanted - 1
        with self.ask({"Range": f"bytes={self.position}-{end}", "If-Range": self.tag}) as answer:
            assert answer.status == 206, answer.status
            piece = answer.read()
        assert len(piece) == wanted, f"{len(piece)} bytes of {wanted}"
        buffer[:wanted] = piece
        self.position += wanted
        self.pieces += 1
        return wanted


def with_pandas(service, folder, kinds, expected):
    texts = {name: str for name, kind in kinds.items() if kind in ("text", "code")}
    frame = pandas.read_csv(service.address("csv"), storage_options=service.bearer, dtype=texts)
    agree("pandas, csv", frame.to_dict("records"), expected, kinds)
    swedish = pandas.read_csv(
        service.address("csv", "?format=svensk"),
        storage_options=service.basic, sep=";", decimal=",", encoding="utf-8-sig", dtype=str,
    )
    swedish.columns = list(kinds)
    for name, kind in kinds.items():
        if kind in ("decimal", "percent"):
            swedish[name] = swedish[name].str.replace(",", ".").astype(float)
    agree("pandas, Swedish csv", swedish.to_dict("records"), expected, kinds)
    # JSON says itself what is a text: asked for texts, pandas before version 3 makes of what is absent the word None.
    frame = pandas.read_json(service.address("jsonl"), lines=True, storage_options=service.bearer, dtype=False)
    agree("pandas, jsonl", frame.to_dict("records"), expected, kinds)
    with service.open(service.address("json"), service.bearer) as answer:
        said = json.load(answer)
    frame = pandas.json_normalize(said["rows"])
    agree("pandas, json", frame.astype(object).to_dict("records"), expected, kinds)
    frame = pandas.read_excel(service.file("xlsx", folder), dtype=object)
    frame.columns = list(service.read_by_people)
    agree("pandas, xlsx", frame.to_dict("records"), expected, service.read_by_people)
    frame = pandas.read_parquet(service.file("parquet", folder))
    agree("pandas, parquet", frame.astype(object).to_dict("records"), expected, kinds)


def with_polars(service, folder, kinds, expected):
    frame = polars.read_parquet(service.file("parquet", folder))
    agree("polars, parquet", frame.to_dicts(), expected, kinds)
    texts = {name: polars.String for name, kind in kinds.items() if kind in ("text", "code")}
    frame = polars.read_csv(service.file("csv", folder), schema_overrides=texts, infer_schema_length=None)
    agree("polars, csv", frame.to_dicts(), expected, kinds)
    frame = polars.read_ndjson(service.file("jsonl", folder), infer_schema_length=None)
    agree("polars, jsonl", frame.to_dicts(), expected, kinds)


def with_pyarrow(service, kinds, expected):
    source = Ranges(service, service.address("parquet"))
    file = pyarrow.parquet.ParquetFile(source, pre_buffer=False)
    metadata = {key.decode(): value.decode() for key, value in file.schema_arrow.metadata.items()}
    assert metadata["kompetensnav.question"] == service.slug, metadata
    agree("pyarrow, parquet by ranges", file.read().to_pylist(), expected, kinds)
    assert source.pieces > 1, "one piece is no range"


def with_duckdb(service, folder, kinds, expected):
    connection = duckdb.connect()
    rows = lambda sql: connection.sql(sql).fetchall()
    named = lambda all: [dict(zip(kinds, row)) for row in all]
    parquet, csv = service.file("parquet", folder), service.file("csv", folder)
    agree("DuckDB, parquet", named(rows(f"FROM read_parquet('{parquet}')")), expected, kinds)
    agree("DuckDB, csv", named(rows(f"FROM read_csv('{csv}', all_varchar = true)")), expected, kinds)
    jsonl = service.file("jsonl", folder)
    agree("DuckDB, jsonl", named(rows(f"FROM read_ndjson('{jsonl}')")), expected, kinds)


def with_duckdb_by_address(service, kinds, expected):
    """Only where the extension is to be had as a package: for versions of today."""
    from duckdb_extensions import import_extension

    connection = duckdb.connect()
    rows = lambda sql: connection.sql(sql).fetchall()
    named = lambda all: [dict(zip(kinds, row)) for row in all]
    import_extension("httpfs")
    connection.execute("LOAD httpfs")
    connection.execute(
        f"CREATE SECRET (TYPE http, EXTRA_HTTP_HEADERS MAP {{'Authorization': 'Bearer {service.token}'}})"
    )
    agree("DuckDB, parquet by ranges", named(rows(f"FROM '{service.address('parquet')}'")), expected, kinds)
    remote = f"FROM read_csv('{service.address('csv')}', all_varchar = true)"
    agree("DuckDB, csv by address", named(rows(remote)), expected, kinds)


def with_openpyxl(service, folder, kinds, expected):
    book = openpyxl.load_workbook(service.file("xlsx", folder))
    assert book.sheetnames[-1] == "Om", book.sheetnames
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2", sheet.freeze_panes
    cells = list(sheet.iter_rows(min_row=2))
    agree("openpyxl, xlsx", [dict(zip(kinds, (cell.value for cell in row))) for row in cells], expected, kinds)
    types = {"integer": "n", "decimal": "n", "percent": "n", "date": "d", "text": "s", "code": "s"}
    for row in cells:
        for cell, kind in zip(row, kinds.values()):
            assert cell.value is None or cell.data_type == types[kind], f"{cell.coordinate}: {cell.data_type}"


def without_token(service):
    try:
        service.open(service.address("csv"), {})
    except urllib.error.HTTPError as refused:
        assert refused.code == 401, refused.code
        return
    raise AssertionError("answered without a token")


if __name__ == "__main__":
    service, folder, kinds, expected = begin()
    if not service.is_open:
        without_token(service)
    with_pandas(service, folder, kinds, expected)
    with_polars(service, folder, kinds, expected)
    with_pyarrow(service, kinds, expected)
    with_duckdb(service, folder, kinds, expected)
    if "older" not in sys.argv:
        with_duckdb_by_address(service, kinds, expected)
    with_openpyxl(service, folder, service.read_by_people, expected)
