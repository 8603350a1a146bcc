#!/usr/bin/env python3
"""One request over TLS, and what became of it, as one line of JSON.

    wire.py URL AUTHORITY ['Name: value'...]

`status` is null without a head; `ending` is how the connection ended: closed, reset or open; a certificate that is
refused is told as `refused`.
"""

import json
import socket
import ssl
import sys
import urllib.parse


class Encrypted:
    """TLS over a bare socket whose resets stay visible, which `wrap_socket` hides."""

    def __init__(self, wire, host, authority):
        self.wire, self.coming, self.going = wire, ssl.MemoryBIO(), ssl.MemoryBIO()
        context = ssl.create_default_context(cafile=authority)
        self.tls = context.wrap_bio(self.coming, self.going, server_hostname=host)
        self.pump(self.tls.do_handshake)

    def pump(self, act, *arguments):
        """Does `act`, bringing bytes in and out until it is done; nothing at the end of the connection."""
        while True:
            try:
                return act(*arguments)
            except ssl.SSLWantReadError:
                self.flush()
                piece = self.wire.recv(1 << 16)
                if not piece:
                    return b""
                self.coming.write(piece)
            except ssl.SSLZeroReturnError:
                return b""
            finally:
                self.flush()

    def flush(self):
        if self.going.pending:
            self.wire.sendall(self.going.read())


def main(url, authority, *headers):
    parts = urllib.parse.urlsplit(url)
    try:
        wire = Encrypted(socket.create_connection((parts.hostname, parts.port), timeout=20), parts.hostname, authority)
    except ssl.SSLCertVerificationError as problem:
        return {"refused": problem.verify_message}
    target = parts.path + ("?" + parts.query if parts.query else "")
    request = "\r\n".join([f"GET {target} HTTP/1.1", f"Host: {parts.netloc}", *headers, "", ""])
    wire.pump(wire.tls.write, request.encode())
    try:
        head = wire.pump(wire.tls.read, 1 << 16)
    except ConnectionResetError:
        return {"status": None, "ending": "reset"}
    return {"status": int(head.split(b" ")[1]) if head else None, "ending": "open" if head else "closed"}


print(json.dumps(main(*sys.argv[1:])))
