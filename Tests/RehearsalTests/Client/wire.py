#!/usr/bin/env python3
"""One request over a bare socket, and everything that the wire made of the answer, as one line of JSON.

    wire.py URL [--method M] [--header 'Name: value']... [--body TEXT] [--ca FILE] [--seconds N]

`ending` is how the connection ended: closed, reset, silence (nothing more within the seconds), or open (the announced
body came whole). A certificate that is refused is told as `refused`.
"""

import argparse
import json
import socket
import ssl
import time
import urllib.parse



class Encrypted:
    """TLS over a bare socket whose resets stay visible, which `wrap_socket` hides."""

    def __init__(self, wire, host, authority):
        self.wire, self.coming, self.going = wire, ssl.MemoryBIO(), ssl.MemoryBIO()
        context = ssl.create_default_context(cafile=authority)
        self.tls = context.wrap_bio(self.coming, self.going, server_hostname=host)
        self.pump(self.tls.do_handshake)

    def pump(self, act, *arguments):
        while True:
            try:
                return act(*arguments)
            except ssl.SSLWantReadError:
                self.flush()
                piece = self.wire.recv(1 << 16)
                if not piece:
                    return b""
                self.coming.write(piece)
            finally:
                self.flush()

    def flush(self):
        if self.going.pending:
            self.wire.sendall(self.going.read())

    def sendall(self, content):
        self.pump(self.tls.write, content)

    def recv(self, size):
        try:
            return self.pump(self.tls.read, size)
        except ssl.SSLZeroReturnError:
            return b""

    def settimeout(self, seconds):
        self.wire.settimeout(seconds)


parser = argparse.ArgumentParser()
parser.add_argument("url")
parser.add_argument("--method")
parser.add_argument("--header", action="append", default=[])
parser.add_argument("--body")
parser.add_argument("--ca")
parser.add_argument("--seconds", type=float, default=20)
options = parser.parse_args()

parts = urllib.parse.urlsplit(options.url)
body = (options.body or "").encode()
lines = [f"{options.method or ('POST' if options.body is not None else 'GET')} "
         f"{parts.path}{'?' + parts.query if parts.query else ''} HTTP/1.1", f"Host: {parts.netloc}"] + options.header
lines += [f"Content-Length: {len(body)}"] if options.body is not None else []

wire = socket.create_connection((parts.hostname, parts.port), timeout=options.seconds)
if parts.scheme == "https":
    try:
        wire = Encrypted(wire, parts.hostname, options.ca)
    except ssl.SSLCertVerificationError as problem:
        print(json.dumps({"refused": problem.verify_message}))
        raise SystemExit
wire.sendall("\r\n".join(lines + ["", ""]).encode() + body)

received, pieces, ending, wanted = b"", 0, "open", None
begin = time.monotonic()
while wanted is None or len(received) < wanted:
    try:
        piece = wire.recv(1 << 20)
    except ConnectionResetError:
        ending = "reset"
        break
    except TimeoutError:
        ending = "silence"
        break
    if not piece:
        ending = "closed"
        break
    received += piece
    pieces += 1
    head, separator, _ = received.partition(b"\r\n\r\n")
    if separator and wanted is None:
        length = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
        wanted = len(head) + 4 + int(length[0])
wire.settimeout(0.3)
try:
    extra = len(wire.recv(1 << 20)) if ending == "open" else 0
except (TimeoutError, ConnectionResetError):
    extra = 0
head, _, content = received.partition(b"\r\n\r\n")
fields = dict(line.split(": ", 1) for line in head.decode("latin-1").split("\r\n")[1:] if ": " in line)
print(json.dumps({
    "status": int(head.split(b" ")[1]) if head else None, "headers": {k.lower(): v for k, v in fields.items()},
    "body": content.decode("utf-8", "replace") if len(content) < 1 << 20 else "", "bytes": len(content), "pieces": pieces,
    "announced": wanted - len(head) - 4 if wanted is not None else None, "beyond": extra + max(0, len(received) - (wanted or len(received))),
    "ending": ending, "seconds": time.monotonic() - begin}))
