"""The service as the readers meet it, and the answer they must agree with."""

import base64
import json
import sys
import urllib.request
from decimal import ROUND_HALF_EVEN, Decimal


class Service:
    """One question at the service, asked with one token."""

    def __init__(self, url, token, slug):
        self.url, self.token, self.slug = url, token, slug

    @property
    def bearer(self):
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def basic(self):
        pair = base64.b64encode(f"anyone:{self.token}".encode()).decode()
        return {"Authorization": f"Basic {pair}"}

    def address(self, ending, query=""):
        return f"{self.url}/fragor/{self.slug}.{ending}{query}"

    def open(self, address, headers):
        return urllib.request.urlopen(urllib.request.Request(address, headers=headers))

    def file(self, ending, folder, query=""):
        """The data in a file, fetched as a program that knows only names and passwords fetches it."""
        path = f"{folder}/{self.slug}.{ending}"
        with self.open(self.address(ending, query), self.basic) as answer, open(path, "wb") as out:
            out.write(answer.read())
        return path

    def graphql(self, document, variables):
        body = json.dumps({"query": document, "variables": variables}).encode()
        headers = {**self.bearer, "Content-Type": "application/json", "Accept": "application/graphql-response+json"}
        with urllib.request.urlopen(urllib.request.Request(f"{self.url}/graphql", body, headers)) as answer:
            said = json.load(answer)
        assert "errors" not in said, said
        return said["data"]

    def expected(self, document, where, is_paged, columns):
        """Rows of the GraphQL answer: each column's value by the path that the question gives it."""
        rows, after = [], None
        while True:
            answer = self.graphql(document, {"first": 100, "after": after, "lang": "SV"} if is_paged else {"lang": "SV"})
            rows += [{name: at(answer, node, path) for name, path in columns.items()} for node in down(answer, where)]
            page = answer[where.split(".")[0]]["pageInfo"] if is_paged else {"hasNextPage": False}
            if not page["hasNextPage"]:
                return rows
            after = page["endCursor"]


def at(answer, node, path):
    return down(answer, path[1:]) if path.startswith("/") else down(node, path)


def down(node, path):
    for step in path.split("."):
        if node is None:
            return None
        node = node[step]
    return node


def begin():
    """What the test says on the standard input: url, token, slug, folder, document, where the rows are, columns.

    A column with `labels` says the code of the column `of` in words; a workbook has the words only."""
    said = json.load(sys.stdin)
    service = Service(said["url"], said["token"], said["slug"])
    columns = {column["name"]: column["path"] for column in said["columns"]}
    kinds = {column["name"]: column["type"] for column in said["columns"]}
    expected = service.expected(said["document"], said["rows"], said["paged"], columns)
    for column in said["columns"]:
        for row in expected if "labels" in column else []:
            row[column["name"]] = column["labels"].get(row[column["name"]])
    codes = {column.get("of") for column in said["columns"]}
    service.is_open = said["open"]
    service.read_by_people = {name: kind for name, kind in kinds.items() if name not in codes}
    assert len(expected) > 5, f"{len(expected)} rows prove nothing"
    return service, said["folder"], kinds, expected


def plain(value, kind):
    """Any reader's value as GraphQL would write it."""
    if value is None or value != value or value == "":
        return None
    if kind == "integer":
        return int(value)
    if kind == "decimal":
        return f"{float(value):.2f}"
    if kind == "percent":
        # A share is kept to four decimals, rounded half to even by what is written.
        share = Decimal(value.rstrip("%")) / 100 if str(value).endswith("%") else Decimal(str(value))
        return str(share.quantize(Decimal("0.0001"), ROUND_HALF_EVEN))
    if kind == "date":
        return str(value)[:10]
    if kind == "boolean":
        return value if isinstance(value, bool) else str(value).lower() in ("true", "ja", "sant")
    return str(value)


def agree(reader, rows, expected, kinds):
    """Every row, every column, in order."""
    assert len(rows) == len(expected), f"{reader}: {len(rows)} rows, GraphQL has {len(expected)}"
    for number, (row, right) in enumerate(zip(rows, expected), 1):
        for name, kind in kinds.items():
            got, want = plain(row[name], kind), plain(right[name], kind)
            assert got == want, f"{reader}: row {number}, {name}: {got!r}, GraphQL has {want!r}"
    print(f"{reader}: {len(rows)} rows agree")
