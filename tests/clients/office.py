"""A spreadsheet program opens the workbook: LibreOffice converts it back to the same values."""

import csv
import os
import pathlib
import subprocess

from service import agree, begin

# Separator, quote, UTF-8, from the first line, every cell as its value and not as it is shown, the first sheet.
FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,1"

if __name__ == "__main__":
    service, folder, kinds, expected = begin()
    book = service.file("xlsx", folder)
    profile = pathlib.Path(folder, "profile").as_uri()
    office = os.environ.get("SOFFICE", "soffice")
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", FILTER, "--outdir", folder, book]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=180)
    made = [path for path in pathlib.Path(folder).glob("*.csv")]
    assert done.returncode == 0 and len(made) == 1, f"{done.stdout}{done.stderr}{made}"
    with open(made[0], encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    kinds = service.read_by_people
    agree("LibreOffice, xlsx", [dict(zip(kinds, line)) for line in lines[1:]], expected, kinds)
