#!/usr/bin/env python3
"""A naive reconciler, written from the text of the design alone: dictionaries, one pass, no cleverness.

    oracle.py WORLD                     print code,situation,fields,other_code of every key that does not agree
    oracle.py WORLD --truth FILE        compare with a truth.csv; with books.csv beside it, the books too
    oracle.py WORLD --against FILE      compare with the discrepancies.ndjson of a run

WORLD is a folder with a doisoat.yaml as doisoat-rehearsal writes it. Exit 0: all equal, 1: something differs.
"""

import argparse
import csv
import glob
import json
import os
import re
import sys
from collections import Counter, defaultdict
from datetime import datetime

from feeds import READERS, Quarantined
from values import agency_table, as_minutes, canonical, fold

STEPS = {1: (2, 3, 7), 2: (4,), 4: (5, 6, 7, 8, 9), 5: (4, 7, 8), 6: (4, 7, 8, 9), 9: (10,), 3: (), 7: (), 8: (), 10: ()}
FIELDS = ["procedure", "agency", "channel", "received_at", "due_at", "finished_at", "returned_at", "applicant",
          "result_link", "digitised"]
REWRITES = {"td": {(5, 9), (6, 9), (8, 9)}, "hagiang": {(5, 1)}}
QUIET = 2 * 3600


def reaches(start, goal):
    """Whether `goal` follows `start` by one or more legal forward steps."""
    seen, rest = set(), list(STEPS[start])
    while rest:
        status = rest.pop()
        if status not in seen:
            seen.add(status)
            rest.extend(STEPS[status])
    return goal in seen


class Source:
    def __init__(self, side, order, settings):
        self.side, self.order = side, order
        self.id, self.mapping = settings["id"], settings["mapping"]
        self.units = settings["units"]
        self.url = settings["url"]
        self.accepted, self.quarantined, self.read = [], [], 0
        self.complete = True
        self.as_of = None

    def load(self, world, agencies):
        reader = READERS[self.mapping]
        paths = sorted(glob.glob(os.path.join(world, self.url)))
        self.complete = bool(paths)
        for path in paths:
            with open(path, "rb") as file:
                whole = reader.page(file.read(), self.take, agencies)
            self.complete = self.complete and whole
        self.as_of = max((r["last_change"] for r in self.accepted if r["last_change"]), default=None)
        self.carried = reader.carried

    def take(self, build):
        """One record: `build` makes it or says why not."""
        self.read += 1
        try:
            record = build()
        except Quarantined as problem:
            self.quarantined.append(problem.code)
            return
        record["source"] = self
        self.accepted.append(record)


def settings(path):
    """The few settings that matter, from the plain YAML that the rehearsal writes."""
    text = open(path, encoding="utf-8").read()
    local, portal = text.split("\nlocal:\n")[1].split("\nportal:\n")
    sources = []
    for block in re.split(r"^  - ", local + "\n", flags=re.M)[1:]:
        sources.append(block_settings(block, "local"))
    transport = re.search(r"transport: (\S+)", portal)
    return sources, block_settings(portal, "portal"), transport and transport.group(1), value(text, "mappings")


def value(text, key):
    found = re.search(rf"^\s*{key}: (.*)$", text, flags=re.M)
    return found.group(1).strip() if found else None


def block_settings(block, default):
    units = re.search(r"units: \[(.*)\]", block)
    return {
        "id": value(block, "id") or default, "mapping": value(block, "mapping"),
        "url": re.search(r'url: "([^"]*)"', block).group(1),
        "units": [unit.strip() for unit in units.group(1).split(",")] if units else None,
    }


class Reconciler:
    def __init__(self, sources, rewrites, agencies):
        self.sources, self.rewrites, self.agencies = sources, rewrites, agencies
        self.local, self.portal = defaultdict(list), defaultdict(list)
        self.spoilt = set()
        for source in sources:
            table = self.local if source.side == "local" else self.portal
            for record in source.accepted:
                table[record["code"]].append(record)
            self.spoilt.update(code for code in source.quarantined if code)

    # What a source knows of a unit

    def sources_of(self, side, unit):
        """The sources of a side that could hold dossiers of the unit: the closest declared ones and the undeclared."""
        def reach(source):
            if source.units is None:
                return None
            hits = [u for u in source.units if unit and (unit == u or unit.startswith(u + "."))]
            return max((len(u) for u in hits), default=0)
        reaches_ = [(s, reach(s)) for s in self.sources if s.side == side]
        longest = max((r for _, r in reaches_ if r is not None), default=0)
        chosen = [s for s, r in reaches_ if r is None or (longest and r == longest)]
        return chosen or [s for s, _ in reaches_]

    def unit(self, code, records):
        for record in records:
            if record["agency"]:
                return record["agency"]
        return self.agencies.get(code.split("-")[0])

    # Copies

    def same(self, one, other, fields):
        return all(self.agree(one, other, field) for field in fields)

    def agree(self, one, other, field):
        a, b = one[field], other[field]
        if field.endswith("_at") and a and b and "minute" in (a[1], b[1]):
            return as_minutes(a[0]) == as_minutes(b[0])
        return (a[0] if isinstance(a, tuple) else a) == (b[0] if isinstance(b, tuple) else b)

    def merged(self, records):
        """One record made of all copies when no two contradict each other; else those that are no repeats, the newest first."""
        order = sorted(records, key=lambda r: (
            -stamp(r["last_change"]), -stamp(r["finished_at"] and r["finished_at"][0]), r["source"].order))
        pairs = [(a, b) for n, a in enumerate(order) for b in order[:n]]
        if any(self.strangers(a, b) or self.disagree(a, b) for a, b in pairs):
            repeats = [b for n, b in enumerate(order) if any(self.repeats(a, b) for a in order[:n])]
            return [r for r in order if not any(r is b for b in repeats)]
        return [self.combined(order)] if len(order) > 1 else order

    def disagree(self, one, other):
        common = one["source"].carried & other["source"].carried
        return one["status"] != other["status"] or not self.same(one, other, common)

    @staticmethod
    def repeats(one, other):
        return one["source"].carried == other["source"].carried and all(
            one[field] == other[field] for field in FIELDS + ["status", "identity"])

    @staticmethod
    def combined(order):
        record = dict(order[0])
        for field in FIELDS + ["identity"]:
            values = [r[field] for r in order if r[field] is not None]
            exact = [v for v in values if not (isinstance(v, tuple) and v[1] == "minute")]
            record[field] = (exact or values or [None])[0]
        record["carried"] = set().union(*(r["source"].carried for r in order))
        record["last_change"] = max((r["last_change"] for r in order if r["last_change"]), default=None)
        record["not_expected"] = any(r["not_expected"] for r in order)
        return record

    def strangers(self, one, other):
        if one["procedure"] and other["procedure"] and one["procedure"] != other["procedure"]:
            return True
        if one["identity"] and other["identity"]:
            return one["identity"] != other["identity"]
        return bool(one["applicant"] and other["applicant"] and one["applicant"] != other["applicant"])

    # Situations

    def situation(self, code):
        local, portal = self.merged(self.local[code]), self.merged(self.portal[code])
        unit = self.unit(code, local + portal)
        if code in self.spoilt:
            return "held", []
        for side, records in (("local", local), ("portal", portal)):
            if not records and not all(s.complete for s in self.sources_of(side, unit)):
                return "held", []
        for records in (local, portal):
            if any(self.strangers(a, b) for a in records for b in records):
                return "collision", []
        if len(local) > 1 or len(portal) > 1:
            return "duplicate", self.differences(local, portal)
        differences = self.differences(local, portal)
        if local and portal and local[0]["status"] == portal[0]["status"] and not differences:
            return "agreed", []
        if self.in_flight(local, portal, unit):
            return "in-flight", differences
        if not portal:
            return ("not-expected" if local[0]["not_expected"] else "only-local"), []
        if not local:
            return "only-portal", []
        return self.compared(local[0], portal[0]), differences

    def differences(self, local, portal):
        if not local or not portal:
            return []
        common = carried(local[0]) & carried(portal[0])
        return [f for f in FIELDS if f in common and not self.agree(local[0], portal[0], f)]

    def compared(self, local, portal):
        ours, theirs = local["status"], portal["status"]
        if ours == theirs:
            return "fields-differ"
        if (ours, theirs) in self.rewrites:
            return "rewritten"
        behind, ahead = reaches(theirs, ours), reaches(ours, theirs)
        if behind and ahead:
            a, b = local["last_change"], portal["last_change"]
            behind, ahead = bool(a and b and a > b), bool(a and b and a < b)
        if behind:
            return "portal-behind"
        return "portal-ahead" if ahead else "status-conflict"

    def in_flight(self, local, portal, unit):
        feeds = [r["source"] for r in local[:1]] or self.sources_of("local", unit)
        feeds = feeds + ([r["source"] for r in portal[:1]] or self.sources_of("portal", unit))
        edges = [feed.as_of for feed in feeds if feed.as_of]
        changes = [r["last_change"] for r in local[:1] + portal[:1] if r["last_change"]]
        return bool(edges) and any((min(edges) - change).total_seconds() < QUIET for change in changes)

    # One dossier under two codes

    def pairs(self, verdicts):
        """Local keys to portal keys that are the same dossier; a pair that is not the only one proves nothing."""
        places = defaultdict(lambda: ([], []))
        for code, (situation, _) in verdicts.items():
            if situation in ("only-local", "only-portal"):
                record = (self.local[code] or self.portal[code])[0]
                agency = record["agency"] or self.unit(code, [])
                if agency and record["procedure"] and record["received_at"]:
                    places[(agency, record["procedure"], record["received_at"][0])][situation == "only-portal"].append((code, record))
        pairs = {}
        for locals_, portals in places.values():
            fits = [(a, b) for a, one in locals_ for b, other in portals if self.same_person(one, other)]
            left, right = Counter(a for a, _ in fits), Counter(b for _, b in fits)
            pairs.update({a: b for a, b in fits if left[a] == 1 and right[b] == 1})
        return pairs

    def same_person(self, one, other):
        if one["identity"] and other["identity"]:
            return one["identity"] == other["identity"]
        return bool(one["applicant"]) and one["applicant"] == other["applicant"]

    def run(self):
        codes = set(self.local) | set(self.portal) | self.spoilt
        verdicts = {code: self.situation(code) for code in codes}
        for local, portal in self.pairs(verdicts).items():
            verdicts[local] = ("recoded", [], portal)
            del verdicts[portal]
        return {code: (v[0], v[1], v[2] if len(v) > 2 else "") for code, v in verdicts.items()}


def carried(record):
    """The fields that any source of the record carries."""
    return record.get("carried", record["source"].carried)


def stamp(moment):
    return moment.timestamp() if moment else float("-inf")


def books(sources, reconciler):
    """Per source: read, accepted, merged, quarantined; a copy is merged at the source of the copy."""
    for source in sources:
        by_code = defaultdict(list)
        for record in source.accepted:
            by_code[record["code"]].append(record)
        merged = sum(len(rs) - len(reconciler.merged(rs)) for rs in by_code.values())
        yield source.id, source.read, len(source.accepted) - merged, merged, len(source.quarantined)


def compare(expected, found, what):
    wrong = 0
    for key in sorted(set(expected) | set(found)):
        if expected.get(key) != found.get(key):
            wrong += 1
            if wrong <= 40:
                print(f"{key}: {what} {expected.get(key)}, oracle {found.get(key)}", file=sys.stderr)
    print(f"{what}: {len(expected)} expected, {len(found)} found by the oracle, {wrong} differ", file=sys.stderr)
    return wrong


def truth_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return {r["code"]: (r["situation"], [f for f in r["fields"].split(";") if f], r["other_code"])
                for r in csv.DictReader(file) if r["situation"] != "agreed"}


def books_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return {r["source"]: tuple(int(r[k]) for k in ("read", "accepted", "merged", "quarantined")) for r in csv.DictReader(file)}


def run_of(path):
    with open(path, encoding="utf-8") as file:
        return {line["code"]: line["situation"] for line in map(json.loads, file)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("world")
    parser.add_argument("--mappings", help="folder of mappings; default: as the doisoat.yaml says")
    parser.add_argument("--truth")
    parser.add_argument("--against")
    options = parser.parse_args()
    locals_, portal, transport, mappings = settings(os.path.join(options.world, "doisoat.yaml"))
    agencies = agency_table(options.mappings or os.path.join(options.world, mappings))
    sources = [Source("local", n, s) for n, s in enumerate(locals_)] + [Source("portal", len(locals_), portal)]
    for source in sources:
        source.load(options.world, agencies)
    reconciler = Reconciler(sources, REWRITES.get(transport or "td", set()), agencies)
    verdicts = {c: v for c, v in reconciler.run().items() if v[0] != "agreed"}
    wrong = 0
    if options.truth:
        wrong += compare(truth_of(options.truth), verdicts, "truth")
        beside = os.path.join(os.path.dirname(options.truth), "books.csv")
        if os.path.exists(beside):
            wrong += compare(books_of(beside), {b[0]: b[1:] for b in books(sources, reconciler)}, "books")
    if options.against:
        wrong += compare(run_of(options.against), {c: v[0] for c, v in verdicts.items()}, "run")
    if not options.truth and not options.against:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(["code", "situation", "fields", "other_code"])
        for code in sorted(verdicts):
            writer.writerow([code, verdicts[code][0], ";".join(verdicts[code][1]), verdicts[code][2]])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
