#!/usr/bin/env python3
"""A plain client of every kind of system, written from the protocol notes alone, with the standard library only.

    client.py CONFIGURATION OUT      pull every source of a served doisoat.yaml into files that the oracle reads

One request after another, no retry: what is not as the notes say is an error that names the source.
"""

import base64
import datetime
import html
import http.client
import json
import os
import re
import ssl
import sys
import urllib.parse
import xml.etree.ElementTree as xml

FIRST, LAST = datetime.date(2023, 1, 1), datetime.date(2023, 12, 31)


def flow(text):
    """The value of a flow mapping or a scalar, as the served configuration writes them."""
    tokens = re.findall(r'"[^"]*"|[{}]|[^{},:"\s]+(?::(?!\s)[^{},"\s]*)?|[:,]', text)

    def value(place):
        if tokens[place] != "{":
            return tokens[place].strip('"'), place + 1
        found, place = {}, place + 1
        while tokens[place] != "}":
            name = tokens[place]
            assert tokens[place + 1] == ":", tokens[place:place + 3]
            found[name], place = value(place + 2)
            place += tokens[place] == ","
        return found, place + 1
    return value(0)[0]


def settings(path):
    """id, mapping, units, fetch of each source; the portal last."""
    local, portal = open(path, encoding="utf-8").read().split("\nlocal:\n")[1].split("\nportal:\n")
    for block in re.split(r"^  - ", local + "\n", flags=re.M)[1:] + ["id: portal\n" + portal]:
        yield {
            "id": re.search(r"id: (\S+)", block).group(1),
            "mapping": re.search(r"mapping: (\S+)", block).group(1),
            "units": (re.search(r"units: (\[.*\])", block) or [None, None])[1],
            "fetch": flow(re.search(r"fetch: (.*)", block).group(1)),
        }


def secret(place):
    """What a secret's file holds; nobody else may read it."""
    assert os.stat(place["file"]).st_mode & 0o077 == 0, place["file"]
    return open(place["file"], encoding="utf-8").read()


def basic(user, password):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


class Wire:
    """Requests over one kept connection."""

    def __init__(self, fetch):
        self.fetch = fetch
        self.connection = None

    def ask(self, url, query=None, body=None, headers=None, accept=(200,)):
        """Status, headers and body of one answer."""
        parts = urllib.parse.urlsplit(url)
        if self.connection is None:
            if parts.scheme == "https":
                context = ssl.create_default_context(cafile=self.fetch["tls"]["ca_file"])
                self.connection = http.client.HTTPSConnection(parts.hostname, parts.port, context=context, timeout=30)
            else:
                self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        target = parts.path + ("?" + parts.query if parts.query else "")
        if query:
            target += ("&" if parts.query else "?") + urllib.parse.urlencode(query)
        self.connection.request("POST" if body is not None else "GET", target, body, headers or {})
        answer = self.connection.getresponse()
        content = answer.read()
        assert answer.status in accept, (answer.status, target, content[:200])
        return answer.headers, content

    def json(self, *arguments, **named):
        return json.loads(self.ask(*arguments, **named)[1])


def proof(auth):
    """The headers of a configured proof."""
    if "bearer" in auth:
        return {"Authorization": "Bearer " + secret(auth["bearer"])}
    if "basic" in auth:
        return {"Authorization": basic(auth["basic"]["user"], secret(auth["basic"]["password"]))}
    return {auth["header"]["name"]: secret(auth["header"]["value"])}


def windows(days):
    start = FIRST
    while start <= LAST:
        end = min(start + datetime.timedelta(days - 1), LAST)
        yield start, end
        start = end + datetime.timedelta(1)


# One function a kind: gives the pages as bytes

def opencps(wire, fetch):
    size, start, total = int(fetch["page"]), 0, None
    headers = proof(fetch["auth"]) | {"groupId": fetch["group"]}
    while total is None or start < total:
        query = {"start": start, "end": start + size, "sort": "createDate", "order": "asc",
                 "fromReceiveDate": "1/1/2023", "toReceiveDate": "31/12/2023"}
        _, page = wire.ask(fetch["url"], query, headers=headers)
        total = json.loads(page)["total"]
        start += size
        yield page


def igate(wire, fetch):
    oauth = fetch["auth"]["oauth2"]
    token = wire.json(oauth["url"], body="grant_type=client_credentials", headers={
        "Authorization": basic(oauth["client"], secret(oauth["secret"])),
        "Content-Type": "application/x-www-form-urlencoded"})["access_token"]
    number, last = 0, False
    while not last:
        query = {"page": number, "size": fetch["page"], "spec": fetch["spec"], "sort": "updatedDate,desc",
                 "accepted-from": "2023-01-01T00:00:00.000Z", "accepted-to": "2023-12-31T16:59:59.999Z"}
        _, page = wire.ask(fetch["url"], query, headers={"Authorization": "Bearer " + token})
        last = json.loads(page)["last"]
        number += 1
        yield page


def session(wire, fetch):
    login = fetch["auth"]["login"]
    answer = wire.json(fetch["login_url"], body=json.dumps(
        {"username": login["user"], "password": secret(login["password"])}))
    assert int(answer["error_code"]) == 0, answer
    for start, end in windows(int(fetch["window_days"])):
        _, page = wire.ask(fetch["url"], body=json.dumps({
            "session": answer["session"], "service": "DanhSachHoSo", "donViXuLy": fetch["unit"],
            "ngayNhan1": str(start), "ngayNhan2": str(end)}))
        assert json.loads(page)["error_code"] == "0", page[:200]
        yield page


def province_portal(wire, fetch):
    number, more = 1, True
    while more:
        query = {"PageNumber": number, "PageSize": fetch["page"], "TiepNhanFrom": "2023-01-01", "TiepNhanTo": "2023-12-31"}
        _, page = wire.ask(fetch["url"], query, headers=proof(fetch["auth"]))
        more = json.loads(page)["hasNextPage"]
        number += 1
        yield page


def bgtvt(wire, fetch):
    headers = proof(fetch["auth"]) | {"MaDonVi": fetch["unit"], "ApiKey": secret(fetch["api_key"])}
    for start, end in windows(int(fetch["window_days"])):
        query = {"Start": -1, "End": -1, "GovAgencyCode": fetch["unit"], "ReceiveFromDate": f"{start:%d/%m/%Y}",
                 "ReceiveToDate": f"{end:%d/%m/%Y}"}
        _, page = wire.ask(fetch["url"], query, headers=headers)
        assert len(json.loads(page)["data"]) == json.loads(page)["total"]
        yield page


def business_registration(wire, fetch):
    lgsp = fetch["auth"]["lgsp"]
    keys = {"AccessKey": secret(lgsp["access_key"]), "SecretKey": secret(lgsp["secret_key"]),
            "AppName": lgsp["app_name"], "PartnerCode": lgsp["partner_code"], "PartnerCodeCus": lgsp["partner_code_cus"]}
    token = wire.json(lgsp["url"], body="grant_type=client_credentials", headers={
        "lgspaccesstoken": base64.b64encode(json.dumps(keys).encode()).decode(),
        "Content-Type": "application/x-www-form-urlencoded"})["access_token"]
    for start, end in windows(int(fetch["window_days"])):
        offset, count = 0, None
        while count is None or offset < count:
            query = {"from_date": f"{start:%d/%m/%Y}", "to_date": f"{end:%d/%m/%Y}", "offset": offset, "limit": fetch["page"]}
            _, page = wire.ask(fetch["url"], query, headers={"Authorization": "Bearer " + token})
            answer = json.loads(page)
            assert answer["Status"] == 1, answer
            count = answer["DataCount"]
            offset += int(fetch["page"])
            yield page


def soap(wire, fetch):
    return epar(wire, fetch) if fetch["profile"] == "epar" else danang(wire, fetch)


def envelope(call):
    return ('<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope '
            'xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="http://soapinterop.org/">'
            f"<SOAP-ENV:Body>{call}</SOAP-ENV:Body></SOAP-ENV:Envelope>")


def epar(wire, fetch):
    yield wire.ask(fetch["url"], body=envelope("<ns1:progress_report/>"), headers={"Content-Type": "text/xml"})[1]


def danang(wire, fetch):
    login = fetch["auth"]["login"]
    for code in open(fetch["codes"]["file"], encoding="utf-8").read().split():
        call = (f"<ns1:selecttrangthai><username>{login['user']}</username>"
                f"<password>{html.escape(secret(login['password']))}</password><masohoso>{code}</masohoso></ns1:selecttrangthai>")
        page = wire.ask(fetch["url"], body=envelope(call), headers={"Content-Type": "text/xml"})[1]
        inner = next(e.text for e in xml.fromstring(page.decode("utf-8").replace("ISO-8859-1", "UTF-8")).iter("sid"))
        yield inner.encode()


def http_list(wire, fetch):
    headers, paging, url, query = proof(fetch["auth"]), fetch["page"], fetch["url"], {}
    number = int(paging.get("from", 0))
    while url:
        if "parameter" in paging:
            query = {paging["parameter"]: number}
            if "size_parameter" in paging:
                query[paging["size_parameter"]] = paging["step"]
            number += int(paging.get("step", 1))
        head, page = wire.ask(url, query, headers=headers)
        following = None
        if head["Content-Type"].startswith("text/csv"):
            following = url if len(page.splitlines()) > 1 else None
        elif "parameter" in paging:
            following = url if json.loads(page)["hasNextPage"] else None
        elif "cursor" in paging:
            mark = json.loads(page)[paging["cursor"]["path"]]
            query, following = {paging["cursor"]["parameter"]: mark}, mark and url
        elif "next_url" in paging:
            following = json.loads(page)[paging["next_url"]["path"]]
        else:
            following = (re.search(r'<([^>]*)>; rel="next"', head["Link"] or "") or [None, None])[1]
        url = following
        yield page


def files(wire, fetch):
    folder = fetch["url"].rsplit("/", 1)[0] + "/"
    headers = proof(fetch["auth"])
    for name in re.findall(r'href="([^".]+\.csv)"', wire.ask(folder, headers=headers)[1].decode()):
        yield wire.ask(folder + name, headers=headers)[1]


KINDS = {"opencps": opencps, "igate": igate, "dvcqg-session": session, "province-portal": province_portal, "bgtvt": bgtvt,
         "business-registration": business_registration, "soap": soap, "http": http_list, "files": files}


def main(configuration, out):
    lines = ["local:"]
    for source in settings(configuration):
        fetch = source["fetch"]
        try:
            for number, page in enumerate(KINDS[fetch["kind"]](Wire(fetch), fetch)):
                with open(os.path.join(out, f"{source['id']}.{number:05}.page"), "wb") as file:
                    file.write(page)
        except Exception as problem:
            raise SystemExit(f"{source['id']}: {problem!r}")
        lines += ["portal:"] if source["id"] == "portal" else []
        lines += [("  - id: " if source["id"] != "portal" else "  id: ") + source["id"], f"    mapping: {source['mapping']}"]
        lines += [f"    units: {source['units']}"] if source["units"] else []
        lines += [f"    fetch: {{ kind: files, url: \"{source['id']}.*.page\" }}"]
    with open(os.path.join(out, "doisoat.yaml"), "w", encoding="utf-8") as file:
        file.write("doisoat: 1\nmappings: mappings\n" + "\n".join(lines) + "\n  transport: td\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
