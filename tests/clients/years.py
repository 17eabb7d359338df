"""A column of years in a workbook: numbers, shown as they are, whatever the spreadsheet program puts between thousands."""

import json
import sys
import urllib.request

import openpyxl

if __name__ == "__main__":
    said = json.load(sys.stdin)
    path = f"{said['folder']}/years.xlsx"
    request = urllib.request.Request(said["url"], headers={"Authorization": f"Bearer {said['token']}"})
    with urllib.request.urlopen(request) as answer, open(path, "wb") as out:
        out.write(answer.read())
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [row[said["column"]] for row in sheet.iter_rows(min_row=2)]
    years = [cell for cell in cells if cell.value is not None]
    assert years, "no year among " + repr([cell.value for cell in cells])
    for cell in years:
        assert isinstance(cell.value, int) and 1900 < cell.value < 2200, f"{cell.coordinate}: {cell.value!r}"
        assert cell.number_format == "0", f"{cell.coordinate} is shown by {cell.number_format}"
    print(f"{len(years)} rows agree")
