#!/usr/bin/env python3
"""Judges a run folder from outside: the manifest, the modes, the schemas; prints what is wrong, exits 1 when something is.

    run_folder.py FOLDER SCHEMAS PAYLOAD_SCHEMAS
"""

import hashlib
import json
import os
import stat
import sys

import jsonschema

LINES = {"discrepancies.ndjson": "discrepancy", "quarantine.ndjson": "quarantine"}
DOCUMENTS = {"summary.json": "summary", "manifest.json": "manifest"}


def files(folder):
    for place, _, names in os.walk(folder):
        for name in names:
            yield os.path.relpath(os.path.join(place, name), folder)


def validator(schemas, name):
    with open(os.path.join(schemas, f"{name}.schema.json"), encoding="utf-8") as file:
        return jsonschema.Draft202012Validator(json.load(file))


def manifest_problems(folder):
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        entries = {entry["name"]: entry for entry in json.load(file)["files"]}
    there = set(files(folder)) - {"manifest.json"}
    for name in there ^ set(entries):
        yield f"{name}: only in the folder or only in the manifest"
    for name in there & set(entries):
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        if entries[name]["sha256"] != hashlib.sha256(data).hexdigest():
            yield f"{name}: wrong SHA-256"
        if entries[name]["bytes"] != len(data):
            yield f"{name}: wrong length"
        if name in LINES and entries[name]["records"] != data.count(b"\n"):
            yield f"{name}: wrong count of records"
        if name.startswith("payloads/") and name.endswith(".json") and not name.endswith("index.json"):
            body = json.loads(data)
            codes = {row["MaHoSo"] for row in (body["data"] if isinstance(body, dict) else body)}
            if entries[name]["records"] != len(codes):
                yield f"{name}: wrong count of records"


def mode_problems(folder):
    for name in files(folder):
        mode = stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode)
        wanted = 0o600 if name.startswith("payloads/") else 0o644
        if mode != wanted:
            yield f"{name}: mode {mode:o}"
    payloads = os.path.join(folder, "payloads")
    if os.path.isdir(payloads) and stat.S_IMODE(os.stat(payloads).st_mode) != 0o700:
        yield "payloads: others may enter"


def schema_problems(folder, schemas):
    for name, schema in LINES.items():
        judge = validator(schemas, schema)
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                for error in judge.iter_errors(json.loads(line)):
                    yield f"{name}:{number}: {error.message}"
    for name, schema in DOCUMENTS.items():
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for error in validator(schemas, schema).iter_errors(json.load(file)):
                yield f"{name}: {error.message}"


def index_problems(folder, schemas):
    payloads = os.path.join(folder, "payloads")
    if not os.path.isdir(payloads):
        return
    with open(os.path.join(schemas, "index.json"), encoding="utf-8") as file:
        judge = jsonschema.Draft202012Validator(json.load(file))
    with open(os.path.join(payloads, "index.json"), encoding="utf-8") as file:
        index = json.load(file)
    for error in judge.iter_errors(index):
        yield f"payloads/index.json: {error.message}"
    names = [entry["name"] for entry in index["documents"]]
    if sorted(names) != sorted(set(files(payloads)) - {"index.json"}):
        yield "payloads/index.json: does not list exactly the files"
    sent = {}
    for entry in index["documents"]:
        sent[entry["name"]] = set(entry["records"])
        if entry["purpose"] == "steps" and not sent[entry["name"]] <= sent.get(entry["after"], set()):
            yield f"payloads/index.json: {entry['name']} comes before its records"


def order_problems(folder):
    with open(os.path.join(folder, "discrepancies.ndjson"), encoding="utf-8") as file:
        codes = [json.loads(line)["code"] for line in file]
    if codes != sorted(codes):
        yield "discrepancies.ndjson: the codes are not sorted"


def main():
    folder, schemas, payload_schemas = sys.argv[1:]
    problems = [
        *manifest_problems(folder), *mode_problems(folder), *schema_problems(folder, schemas), *order_problems(folder),
        *index_problems(folder, payload_schemas),
    ]
    print("\n".join(problems[:50]) if problems else "whole")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
