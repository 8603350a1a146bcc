#!/usr/bin/env python3
"""Serves the pages of worlds with nginx from the loopback interface; `doisoat diff` and curl pull them in turn.

    pull.py --doisoat PROGRAM [--runs N] [--at-once N] WORLD ...

Each world is served over HTTP/2 and over HTTP/1.1, both inside TLS. Prints the medians, and doisoat's share of curl's rate.
"""

import argparse
import glob
import os
import re
import shutil
import statistics
import sys
import tempfile

from https import Server, certify
from measure import measured

SIDES = ("local", "portal")
PROTOCOLS = {"HTTP/2": ("ssl http2", "--http2"), "HTTP/1.1": ("ssl", "--http1.1")}


def pages(world, side):
    return sorted(glob.glob(os.path.join(world, f"{side}-*.ndjson")))


def configure(world, folder, server, at_once):
    """The configuration of the world, its files replaced by addresses."""
    with open(os.path.join(world, "doisoat.yaml"), encoding="utf-8") as file:
        text = file.read()
    for side in SIDES:
        last = len(pages(world, side))
        fetch = (f'fetch: {{ kind: http, url: "https://127.0.0.1:{server.port}/{side}", ca_file: {folder}/ca.pem,'
                 f" page: {{ parameter: page, until: {last}, limit: 1000000, at_once: {at_once} }} }}")
        text, count = re.subn(rf'fetch: {{ kind: files, url: "{side}-[^}}]*}}', lambda _: fetch, text)
        assert count == 1, side
    path = os.path.join(folder, "doisoat.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def shopping_list(world, folder, server):
    """The same pages for curl, each into a file of its own."""
    path = os.path.join(folder, "pages")
    with open(path, "w", encoding="utf-8") as file:
        for side in SIDES:
            for number in range(1, len(pages(world, side)) + 1):
                file.write(f'url = "https://127.0.0.1:{server.port}/{side}?page={number}"\n'
                           f'output = "{folder}/got/{side}-{number}"\n')
    return path


def curl(options, world, folder, server, flag):
    shutil.rmtree(os.path.join(folder, "got"), ignore_errors=True)
    os.mkdir(os.path.join(folder, "got"))
    both = len(SIDES) * options.at_once
    return [shutil.which("curl"), "-s", "--no-progress-meter", "-f", flag, "--cacert", f"{folder}/ca.pem", "--parallel", "--parallel-max", str(both),
            "-K", shopping_list(world, folder, server)]


def measure(options, world, folder, name):
    protocol, flag = PROTOCOLS[name]
    server = Server(folder, world, {side: "ndjson" for side in SIDES}, False, protocol)
    ours, theirs = [], []
    try:
        configuration = configure(world, folder, server, options.at_once)
        diff = [options.doisoat, "diff", "-c", configuration, "--format", "ndjson", "--limit", "0", "-q"]
        for _ in range(options.runs):
            ours.append(measured(diff, os.path.join(folder, "found.ndjson")))
            theirs.append(measured(curl(options, world, folder, server, flag), os.devnull))
    finally:
        server.stop()
    return report(options, world, name, ours, theirs)


def report(options, world, name, ours, theirs):
    count = sum(len(pages(world, side)) for side in SIDES)
    size = sum(os.path.getsize(path) for side in SIDES for path in pages(world, side)) / 1e6
    print(f"\n{name}, {size:,.0f} MB in {count:,} pages, {len(SIDES) * options.at_once} requests at once, "
          f"{options.runs} runs, medians")
    if any(cost.status not in (0, 1) for cost in ours) or any(cost.status for cost in theirs):
        print(f"  no figures: doisoat ended with {[cost.status for cost in ours]}, curl with {[cost.status for cost in theirs]}")
        return 1
    rates = []
    for program, costs in (("doisoat", ours), ("curl", theirs)):
        wall, cpu, peak = (statistics.median(getattr(cost, key) for cost in costs) for key in ("wall", "cpu", "peak"))
        rates.append(size / wall)
        print(f"  {program:8} {wall:8.3f} s  {size / wall:7.0f} MB/s  {cpu:6.2f} s CPU  {peak:5.0f} MB")
    print(f"  doisoat has {rates[0] / rates[1]:.2f} of curl's rate")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--doisoat", required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--at-once", type=int, default=4)
    parser.add_argument("worlds", nargs="+")
    options = parser.parse_args()
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        certify(folder)
        for world in map(os.path.abspath, options.worlds):
            with open(os.path.join(world, ".empty.ndjson"), "w", encoding="utf-8") as file:
                file.write("\n")
            for name in PROTOCOLS:
                status |= measure(options, world, folder, name)
    return status


if __name__ == "__main__":
    sys.exit(main())
