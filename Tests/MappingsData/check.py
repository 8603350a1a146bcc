#!/usr/bin/env python3
"""Checks the data under mappings/ on its own, without doisoat.

Tables: every row as wide as its header, no key twice, agency codes that lead to themselves.
Cases: the ten dossiers of the samples say the same in every format that carries a field; what a format cannot say is listed below.
Usage: python3 Tests/MappingsData/check.py [MAPPINGS]; exit 1 with one line for each finding.
"""
import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

COMPARED = ["status", "procedure", "agency", "channel", "received_at", "due_at", "finished_at", "returned_at", "applicant",
            "result_link", "digitised", "submitted_at", "identity", "return_form", "applicant_kind", "field", "procedure_name"]
TEN = ["000.23.18.H23-231215-0012", "000.23.18.H23-231215-0019", "000.23.18.H23-231218-0003", "000.23.18.H23-231214-0007",
       "000.00.23.H23-231213-0031", "000.00.23.H23-231205-0008", "000.00.23.H23-231201-0002", "000.23.18.H23-231212-0003",
       "000.23.18.H23-231211-0021", "000.23.18.H23-231218-0015"]
# The formats that name a whole population, with the case that holds it.
POPULATIONS = {"opencps": ["ten-dossiers", "single-object"], "igate": ["page", "slice"], "igate-public": ["one-code"],
               "dvcqg": ["ten-dossiers"], "dvcqg-array": ["ten-dossiers", "returned"], "dvcqg-opencps2021": ["ten-dossiers"],
               "dvcqg-hagiang": ["five-dossiers"], "dvcqg-gplx": ["ten-dossiers"], "dvcqg-bgtvt": ["ten-dossiers"],
               "province-portal": ["ten-dossiers"], "csv-export": ["comma-bom", "semicolon-title"], "xml-feed": ["ten-dossiers"],
               "soap-danang": ["returned", "resolved", "received", "processing", "payment", "supplement", "stopped", "refused"]}
# What a format cannot say, by (mapping, dossier code): the field and the value it gives instead.
EXCEPTIONS = {
    ("igate", "000.23.18.H23-231218-0003"): ("status", 4),
    ("soap-danang", "000.23.18.H23-231215-0012"): ("status", 9),
    ("soap-danang", "000.23.18.H23-231218-0003"): ("status", 4),
    ("soap-danang", "000.00.23.H23-231213-0031"): ("status", 4),
    ("soap-danang", "000.00.23.H23-231201-0002"): ("status", 9),
    ("soap-danang", "000.23.18.H23-231212-0003"): ("status", 9),
}


def key(text):
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def table_findings(path):
    rows = table(path)
    if not rows or "value" not in rows[0]:
        return [f"{path}: no column `value`"]
    header, width = rows[0], rows[0].index("value")
    findings = [f"{path}:{n}: {len(row)} cells under {len(header)} titles"
                for n, row in enumerate(rows[1:], 2) if len(row) != len(header)]
    if width == 0 or any(cell[:1] in set("=~^$!") or cell in ("blank", "present") for row in rows[1:] for cell in row[:width]):
        return findings  # a decision table: order decides, not the key
    seen = {}
    for n, row in enumerate(rows[1:], 2):
        spans = tuple(row[header.index(c)] for c in ("valid_from", "valid_to") if c in header)
        first = seen.setdefault((tuple(map(key, row[:width])), spans), n)
        if first != n:
            findings.append(f"{path}:{n}: the same key as line {first}")
    return findings


def agency_findings(path):
    rows = table(path)[1:]
    codes = {row[0]: row[1] for row in rows}
    findings = [f"{path}: `{row[1]}` does not lead to itself" for row in rows if codes.get(row[1]) != row[1]]
    findings += [f"{path}: parent `{row[4]}` of `{row[0]}` is unknown" for row in rows if row[4] and row[4] not in codes]
    pairs = {"000.23.18.H23": "H23.23.18", "000.00.23.H23": "H23.23", "000.00.00.H23": "H23"}
    return findings + [f"{path}: `{a}` is not `{b}`" for a, b in pairs.items() if codes.get(a) != b]


def carried(folder):
    text = (folder / "mapping.yaml").read_text(encoding="utf-8")
    fields = re.split(r"^\S", text.split("\nfields:\n")[1], maxsplit=1, flags=re.M)[0]
    return set(re.findall(r"^  (\w+):", fields, flags=re.M))


def same(field, left, right):
    if left is None or right is None:
        return left == right
    if field == "applicant":
        return key(left) == key(right)
    if field.endswith("_at"):
        length = min(len(text.replace("+07:00", "")) for text in (left, right))
        return left[:length] == right[:length]
    return left == right


def expected(root, mapping, case):
    lines = (root / mapping / "cases" / case / "expected.ndjson").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def population_findings(root):
    reference = {line["code"]: line for line in expected(root, "dvcqg", "ten-dossiers")}
    agencies = {line["code"]: line["agency"] for line in expected(root, "province-portal", "ten-dossiers")}
    findings = [] if list(reference) == TEN else ["dvcqg/ten-dossiers does not hold the ten dossiers"]
    for mapping, cases in POPULATIONS.items():
        fields = [field for field in COMPARED if field in carried(root / mapping)]
        for case in cases:
            for line in expected(root, mapping, case):
                wanted = {**reference[line["code"]], "agency": agencies[line["code"]]}
                wanted.update([EXCEPTIONS[mapping, line["code"]]] if (mapping, line["code"]) in EXCEPTIONS else [])
                findings += [f"{mapping}/{case}: {line['code']} {field}: {line.get(field)!r}, elsewhere {wanted.get(field)!r}"
                             for field in fields if not same(field, line.get(field), wanted.get(field))]
    return findings


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "mappings")
    findings = [finding for path in sorted(root.glob("*/*.csv")) for finding in table_findings(path)]
    findings += agency_findings(root / "shared" / "agencies.csv") + population_findings(root)
    print("\n".join(findings) or "mappings: tables and cases are sound")
    return 1 if findings else 0


sys.exit(main())
