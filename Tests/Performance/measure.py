#!/usr/bin/env python3
"""Runs doisoat and its peer in turn over prepared worlds; prints wall, CPU and peak memory, ratios, and whether both agree.

    measure.py --doisoat PROGRAM --sax PROGRAM --mappings FOLDER [--runs N] KIND:RECORDS:WORLD ...

KIND ndjson and json: the peer is DuckDB (peer.py); xml: a bare libxml2 SAX2 pass, which finds nothing and is only a clock;
year: the dossiers of a district's year in the formats of real systems, without a peer.
"""

import argparse
import csv
import glob
import json
import math
import os
import statistics
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


class Cost:
    def __init__(self, wall, usage, status):
        self.wall, self.status = wall, status
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024


def measured(arguments, output):
    """Runs a program to its end with its output in a file; wall clock, CPU and peak memory are the kernel's."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 1)
            os.execv(arguments[0], arguments)
        finally:
            os._exit(127)
    _, status, usage = os.wait4(child, 0)
    return Cost(time.monotonic() - started, usage, os.waitstatus_to_exitcode(status))


def situations(path):
    """What doisoat said: key to situation."""
    with open(path, encoding="utf-8") as file:
        return {line["code"]: line["situation"] for line in map(json.loads, file)}


def truth(world):
    with open(os.path.join(world, "truth.csv"), encoding="utf-8", newline="") as file:
        return {row["code"]: row["situation"] for row in csv.DictReader(file) if row["situation"] != "agreed"}


def kinds(path):
    """What the peer said: key to the set of its kinds; a repeated key has one line for each pair of its records."""
    found = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["key"], set()).add(row["kind"])
    return found


KINDS = {"only-local": "only-local", "only-portal": "only-portal", "portal-behind": "status", "portal-ahead": "status",
         "status-conflict": "status", "rewritten": "status", "fields-differ": "fields", "duplicate": "status"}


def agreement(ours, theirs):
    """Keys that only one of both found, and keys whose kinds differ."""
    missing = len(theirs.keys() - ours.keys())
    extra = len(ours.keys() - theirs.keys())
    other = sum(1 for key in ours.keys() & theirs.keys() if KINDS.get(ours[key]) not in theirs[key])
    return missing, extra, other


class Work:
    def __init__(self, text, options):
        self.kind, records, self.world = text.split(":", 2)
        self.records = int(records)
        self.options = options
        self.ours, self.theirs = [], []
        self.failed = False

    def run(self):
        self.warm()
        for _ in range(self.options.runs):
            self.ours.append(self.doisoat())
            if self.kind != "year":
                self.theirs.append(self.peer())

    def warm(self):
        """Reads every page once, so that both sides find them in the page cache."""
        for path in glob.glob(os.path.join(self.world, "*-*.*")):
            with open(path, "rb", buffering=0) as file:
                while file.read(1 << 22):
                    pass

    def doisoat(self):
        arguments = [self.options.doisoat, "diff", "-c", os.path.join(self.world, "doisoat.yaml"), "--format", "ndjson", "-q"]
        return self.checked(measured(arguments, self.found("doisoat")), (0, 1), "doisoat")

    def peer(self):
        if self.kind == "xml":
            pages = sorted(glob.glob(os.path.join(self.world, "local-*.xml")))
            return self.checked(measured([self.options.sax, *pages], self.found("peer")), (0,), "sax")
        arguments = [sys.executable, os.path.join(HERE, "peer.py"), self.kind, self.world, self.options.mappings,
                     self.found("peer.csv")]
        return self.checked(measured(arguments, self.found("peer")), (0,), "peer")

    def checked(self, cost, allowed, who):
        if cost.status not in allowed:
            print(f"{who} ended with {cost.status} on {self.world}", file=sys.stderr)
            self.failed = True
        return cost

    def found(self, name):
        return os.path.join(self.world, f".{name}")

    def report(self):
        megabytes = sum(os.path.getsize(p) for p in glob.glob(os.path.join(self.world, "*-[0-9]*.*"))) / 1e6
        print(f"\n{self.kind}, {self.records:,} records a side, {megabytes:,.0f} MB, {len(self.ours)} runs each, medians")
        peer = "libxml2 SAX2, one page a core" if self.kind == "xml" else "DuckDB, 2 threads"
        if self.failed:
            print("  no figures: a run failed, see above")
            return
        for name, costs in (("doisoat", self.ours), (peer, self.theirs)):
            if not costs:
                continue
            wall, cpu, peak = (median(costs, key) for key in ("wall", "cpu", "peak"))
            best = min(cost.wall for cost in costs)
            print(f"  {name:32} {wall:8.3f} s (best {best:.3f})  {cpu:8.2f} s CPU  {peak:8.0f} MB")
        if self.theirs:
            self.report_ratios()
        self.compare()

    def report_ratios(self):
        print(f"  {'peer / doisoat':32} {median(self.theirs, 'wall') / median(self.ours, 'wall'):8.2f} x wall"
              f"  {median(self.theirs, 'cpu') / median(self.ours, 'cpu'):.2f} x CPU"
              f"  {median(self.theirs, 'peak') / median(self.ours, 'peak'):.1f} x memory")

    def compare(self):
        expected = truth(self.world)
        ours = situations(self.found("doisoat"))
        wrong = [k for k in ours.keys() | expected.keys() if ours.get(k) != expected.get(k)]
        self.say(not wrong, f"doisoat and the truth: {len(expected):,} keys, {len(wrong)} differ {sorted(wrong)[:3]}")
        if self.kind in ("ndjson", "json"):
            missing, extra, other = agreement(ours, kinds(self.found("peer.csv")))
            self.say(not (missing or extra or other),
                     f"doisoat and the peer: {missing} missed, {extra} more, {other} of another kind")

    def say(self, is_right, text):
        self.failed = self.failed or not is_right
        print(f"  {'ok' if is_right else 'WRONG'}: {text}")


def median(costs, key):
    return statistics.median(getattr(cost, key) for cost in costs)


def exponent(works):
    """The growth of cost over size, log to log, between the smallest and the largest world of one kind."""
    works = sorted((w for w in works if w.kind == "ndjson" and not w.failed), key=lambda w: w.records)
    if len(works) < 2 or works[0].records == works[-1].records:
        return
    size = math.log(works[-1].records / works[0].records)
    print(f"\nexponent of cost over size, {works[0].records:,} to {works[-1].records:,} records a side")
    for name, side in (("doisoat", "ours"), ("DuckDB", "theirs")):
        wall, cpu, peak = (math.log(median(getattr(works[-1], side), k) / median(getattr(works[0], side), k)) / size
                           for k in ("wall", "cpu", "peak"))
        print(f"  {name:10} wall {wall:.3f}  CPU {cpu:.3f}  memory {peak:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--doisoat", required=True)
    parser.add_argument("--sax", required=True)
    parser.add_argument("--mappings", required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("worlds", nargs="+")
    options = parser.parse_args()
    works = [Work(text, options) for text in options.worlds]
    for work in works:
        work.run()
        work.report()
    exponent(works)
    return 1 if any(work.failed for work in works) else 0


if __name__ == "__main__":
    sys.exit(main())
