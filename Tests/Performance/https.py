#!/usr/bin/env python3
"""Serves the pages of a world over TLS from the loopback interface and measures `doisoat diff` while it pulls them.

    https.py --doisoat PROGRAM [--runs N] [--at-once N] [--gzip] WORLD

nginx serves HTTP/2 with a certificate of an authority that is made for the occasion; both are gone at the end. The series
of each side ends at an empty page. Beside the costs it prints whether the situations are those of the world's truth.
"""

import argparse
import glob
import gzip
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

from measure import measured, situations, truth

EMPTY = {"ndjson": "\n", "json": '{"error_code":"0","data":[]}'}

NGINX = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    default_type application/octet-stream;
    gzip_static {gzip};
    server {{
        listen 127.0.0.1:{port} {protocol};
        ssl_certificate {folder}/server.pem;
        ssl_certificate_key {folder}/server.key;
        root {root};
{locations}
    }}
}}
"""

LOCATION = "        location = /{side} {{ try_files /{side}-$arg_page.{suffix} /.empty.{suffix} =500; }}"


def openssl(*arguments, folder):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def certify(folder):
    """An authority, and a certificate of 127.0.0.1 that it signed."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *key, "-days", "2", "-subj", "/CN=doisoat measurements", "-keyout", "ca.key", "-out", "ca.pem",
            folder=folder)
    openssl("req", "-new", *key, "-subj", "/CN=loopback", "-keyout", "server.key", "-out", "server.csr", folder=folder)
    with open(os.path.join(folder, "names"), "w", encoding="ascii") as file:
        file.write("subjectAltName=IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
            "-extfile", "names", "-out", "server.pem", folder=folder)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """nginx in the foreground, with everything it writes in a folder of its own."""

    def __init__(self, folder, world, suffixes, is_compressed, protocol="ssl http2"):
        self.port = free_port()
        locations = "\n".join(LOCATION.format(side=side, suffix=suffix) for side, suffix in suffixes.items())
        user = "user root;" if os.geteuid() == 0 else ""
        path = os.path.join(folder, "nginx.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(NGINX.format(user=user, folder=folder, port=self.port, root=world, locations=locations,
                                    protocol=protocol, gzip="on" if is_compressed else "off"))
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        self.process = subprocess.Popen([program, "-e", f"{folder}/error.log", "-c", path])
        self.wait()

    def wait(self):
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise SystemExit("nginx did not start")

    def cpu(self):
        """Seconds of processor time of the workers so far."""
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children", encoding="ascii") as file:
            workers = file.read().split()
        ticks = 0
        for worker in workers:
            with open(f"/proc/{worker}/stat", encoding="ascii") as file:
                fields = file.read().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def configure(world, folder, server, suffixes, at_once):
    """The configuration of the world, its files replaced by addresses."""
    with open(os.path.join(world, "doisoat.yaml"), encoding="utf-8") as file:
        text = file.read()
    for side in suffixes:
        fetch = (f'fetch: {{ kind: http, url: "https://127.0.0.1:{server.port}/{side}", ca_file: {folder}/ca.pem,'
                 f" page: {{ parameter: page, until: empty, limit: 1000000, at_once: {at_once} }} }}")
        text, count = re.subn(rf'fetch: {{ kind: files, url: "{side}-[^}}]*}}', lambda _: fetch, text)
        assert count == 1, side
    path = os.path.join(folder, "doisoat.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def compress(world, suffixes):
    for side, suffix in suffixes.items():
        for path in glob.glob(os.path.join(world, f"{side}-*.{suffix}")):
            if not os.path.exists(path + ".gz"):
                with open(path, "rb") as plain, gzip.open(path + ".gz", "wb", compresslevel=6) as packed:
                    shutil.copyfileobj(plain, packed)


def measure(options, world, folder, suffixes):
    server = Server(folder, world, suffixes, options.gzip)
    try:
        configuration = configure(world, folder, server, suffixes, options.at_once)
        found = os.path.join(folder, "found.ndjson")
        costs, served = [], []
        for _ in range(options.runs):
            before = server.cpu()
            arguments = [options.doisoat, "diff", "-c", configuration, "--format", "ndjson", "--limit", "0", "-q"]
            costs.append(measured(arguments, found))
            served.append(server.cpu() - before)
    finally:
        server.stop()
    return report(options, world, suffixes, costs, served, found)


def report(options, world, suffixes, costs, served, found):
    pages = {side: len(glob.glob(os.path.join(world, f"{side}-*.{suffix}"))) for side, suffix in suffixes.items()}
    sizes = sum(os.path.getsize(path) for side, suffix in suffixes.items()
                for path in glob.glob(os.path.join(world, f"{side}-*.{suffix}"))) / 1e6
    packed = ", gzip" if options.gzip else ""
    print(f"\nhttps{packed}, {sizes:,.0f} MB in {sum(pages.values()):,} pages, {options.at_once} requests at once, "
          f"{len(costs)} runs, medians")
    if any(cost.status not in (0, 1) for cost in costs):
        print(f"  no figures: doisoat ended with {[cost.status for cost in costs]}")
        return 1
    wall, cpu, peak = (statistics.median(getattr(cost, key) for cost in costs) for key in ("wall", "cpu", "peak"))
    print(f"  doisoat {wall:8.3f} s (best {min(cost.wall for cost in costs):.3f})  {cpu:6.2f} s CPU  {peak:5.0f} MB"
          f"   nginx {statistics.median(served):.2f} s CPU")
    ours, expected = situations(found), truth(world)
    wrong = [key for key in ours.keys() | expected.keys() if ours.get(key) != expected.get(key)]
    print(f"  {'WRONG' if wrong else 'ok'}: {len(expected):,} keys of the truth, {len(wrong)} differ {sorted(wrong)[:3]}")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--doisoat", required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--at-once", type=int, default=4)
    parser.add_argument("--gzip", action="store_true")
    parser.add_argument("world")
    options = parser.parse_args()
    world = os.path.abspath(options.world)
    suffixes = {side: os.path.basename(glob.glob(os.path.join(world, f"{side}-1.*[a-z]"))[0]).split(".")[1]
                for side in ("local", "portal")}
    for suffix in set(suffixes.values()):
        with open(os.path.join(world, f".empty.{suffix}"), "w", encoding="utf-8") as file:
            file.write(EMPTY[suffix])
    if options.gzip:
        compress(world, suffixes)
    with tempfile.TemporaryDirectory() as folder:
        certify(folder)
        return measure(options, world, folder, suffixes)


if __name__ == "__main__":
    sys.exit(main())
