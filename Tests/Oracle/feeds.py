"""Readers of the feeds, one function a format, with the standard library only."""

import csv
import html
import io
import json
import xml.etree.ElementTree as xml

from values import canonical, fold, moment, procedure_core

ALL = {"procedure", "agency", "channel", "received_at", "due_at", "finished_at", "returned_at", "applicant", "result_link",
       "digitised"}
SLASHED = "%d/%m/%Y %H:%M:%S"
NATIONAL = "%Y%m%d%H%M%S"
ISO = "%Y-%m-%dT%H:%M:%S"
SQL = "%Y-%m-%d %H:%M:%S"
UTC = "%Y-%m-%dT%H:%M:%S.%f%z"
WORDS = {"new": 1, "receiving": 2, "unresolved": 3, "processing": 4, "interoperating": 4, "waiting": 5, "paying": 6,
         "cancelled": 7, "denied": 8, "releasing": 9, "done": 10}
LABELS = {"Mới đăng ký": 1, "Được tiếp nhận": 2, "Không được tiếp nhận": 3, "Đang xử lý": 4, "Yêu cầu bổ sung giấy tờ": 5,
          "Yêu cầu thực hiện nghĩa vụ tài chính": 6, "Công dân yêu cầu rút hồ sơ": 7, "Dừng xử lý": 8, "Đã xử lý xong": 9,
          "Đã trả kết quả": 10}
IGATE = {(0, None): 1, (1, "Yêu cầu bổ sung"): 5, (2, "Đang xử lý"): 4, (3, "Chờ thanh toán"): 6, (4, "Có kết quả"): 9,
         (4, "Đã trả hồ sơ"): 10, (5, "Đã trả kết quả"): 10, (6, "Từ chối"): 3, (8, "Rút hồ sơ"): 7, (9, "Dừng xử lý"): 8}
CHANNELS = {"1": "in-person", "2": "online", "3": "postal"}


class Quarantined(Exception):
    """A record that is set aside; `code` is its key where it could be read."""

    def __init__(self, code=None):
        self.code = code


class Reader:
    def __init__(self, carried, split, fill):
        self.carried, self.split, self.fill = carried, split, fill

    def page(self, raw, take, agencies):
        """Takes every record of a page; False when the page breaks off."""
        records, whole = self.split(raw)
        for record in records:
            take(lambda: self.build(record, agencies))
        return whole

    def build(self, raw, agencies):
        if raw is None:
            raise Quarantined()
        values = dict.fromkeys(ALL | {"identity", "event", "submitted_at"}, None)
        values["not_expected"] = False
        code = None
        try:
            code = canonical(self.fill(raw, values, None))
            self.fill(raw, values, agencies)
        except (KeyError, ValueError, IndexError, TypeError, AttributeError):
            code = code or canonical(values.get("code") or "")
            raise Quarantined(code) from None
        values["code"] = code
        values["applicant"] = fold(values["applicant"])
        past = [values[k][0] for k in ("submitted_at", "received_at", "finished_at", "returned_at") if values[k]]
        values["last_change"] = values["event"][0] if values["event"] else max(past, default=None)
        return values


# Pages into records

def json_list(path):
    def split(raw):
        text = raw.decode("utf-8-sig")
        try:
            page = json.loads(text)
        except json.JSONDecodeError:
            return list(pieces(text)), True
        found = page.get(path) if path else page
        return ([] if found is None else found if isinstance(found, list) else [found]), True
    return split


def pieces(text):
    """The objects of the first list of a page, one by one; None for one that is no JSON."""
    depth, start, quoted, escaped = 0, None, False, False
    for index in range(text.index("[") + 1, len(text)):
        char = text[index]
        if quoted:
            quoted, escaped = (char != '"' or escaped), (char == "\\" and not escaped)
            continue
        if char == '"':
            quoted = True
        elif char in "{[":
            if depth == 0:
                start = index
            depth += 1
        elif char in "}]":
            depth -= 1
            if depth < 0:
                return
            if depth == 0:
                yield parsed(text[start:index + 1])


def parsed(text):
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return None


def ndjson(raw):
    return [parsed(line) for line in raw.decode("utf-8").splitlines() if line.strip()], True


def plain_csv(raw):
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline=""))), True


def export_csv(raw):
    text = raw.decode("utf-8-sig")
    lines = text.splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("STT"))
    separator = ";" if lines[first].count(";") > lines[first].count(",") else ","
    rows = list(csv.reader(lines[first:], delimiter=separator))
    titles, records = rows[0], []
    for row in rows[1:]:
        if not row or not row[0].strip():
            continue
        records.append(dict(zip(titles, row)) if len(row) == len(titles) else None)
    return records, True


def xml_feed(raw):
    parser, records = xml.XMLPullParser(["end"]), []
    whole = True
    try:
        parser.feed(raw)
        for _, element in parser.read_events():
            if element.tag == "HoSo":
                records.append({child.tag: child.text or "" for child in element} | {
                    "links": [link.text for link in element.iter("DuongDanTepTinKetQua")]})
        parser.close()
    except xml.ParseError:
        whole = False
    return records, whole


def epar(raw):
    text = next(e.text for e in xml.fromstring(raw).iter() if e.tag.endswith("internet_record_info"))
    records = []
    for found in xml.fromstring(text).find("data"):
        records += json.loads(html.unescape(found.text))
    return [r for r in records if r["C_DELETED"] != "1"], True


# Records into values; called once without agencies to learn the code, then in full

def bench_json(raw, values, agencies):
    if agencies is None:
        return raw["code"]
    values.update(
        procedure=procedure_core(raw["procedure"]), agency=agencies[raw["agency"].upper()],
        channel={"counter": "in-person", "online": "online", "postal": "postal"}[raw["channel"]],
        status=WORDS[raw["status"]], applicant=raw["applicant"], result_link=bool(raw["result"]),
        digitised=raw["digitised"] == "1", event=moment(raw["changed"], SLASHED))
    for name, key in (("received_at", "received"), ("due_at", "due"), ("finished_at", "finished"), ("returned_at", "returned")):
        values[name] = moment(raw[key], SLASHED)


def bench_csv(raw, values, agencies):
    if agencies is None:
        return raw["MaHoSo"]
    national_times(raw, values)
    values.update(
        procedure=procedure_core(raw["MaTTHC"]), agency=agencies[raw["MaDonVi"].upper()], applicant=raw["ChuHoSo"],
        channel=CHANNELS[raw["KenhThucHien"]], status=national_status(raw["TrangThaiHoSo"]),
        result_link=bool(raw["DuongDanKetQua"]), digitised=raw["HoSoCoThanhPhanSoHoa"] == "1",
        event=moment(raw["NgayCapNhat"], NATIONAL))


def national_times(raw, values):
    for name, key in (("submitted_at", "NgayNopHoSo"), ("received_at", "NgayTiepNhan"), ("due_at", "NgayHenTra"),
                      ("finished_at", "NgayKetThucXuLy"), ("returned_at", "NgayTra")):
        values[name] = moment(raw.get(key, ""), NATIONAL)


def national_status(text):
    status = int(text)
    if not 1 <= status <= 10:
        raise ValueError(text)
    return status


def national(raw, values, agencies):
    if agencies is None:
        return raw["MaHoSo"]
    national_times(raw, values)
    links = raw["links"] if "links" in raw else [r["DuongDanTepTinKetQua"] for r in raw.get("DanhSachGiayToKetQua", [])]
    values.update(
        procedure=procedure_core(raw["MaTTHC"]), channel=CHANNELS[raw["KenhThucHien"]], applicant=raw["ChuHoSo"],
        identity=raw["SoGiayToChuHoSo"], status=national_status(raw["TrangThaiHoSo"]), result_link=any(links),
        digitised=raw["HoSoCoThanhPhanSoHoa"] == "1")


def opencps(raw, values, agencies):
    if agencies is None:
        return raw["dossierNo"]
    for name, key in (("submitted_at", "submitDate"), ("received_at", "receiveDate"), ("due_at", "dueDate"),
                      ("finished_at", "releaseDate"), ("returned_at", "finishDate"), ("event", "modifiedDate")):
        values[name] = moment(raw[key], SLASHED)
    values.update(
        procedure=procedure_core(raw["serviceCode"]), agency=agencies[raw["govAgencyCode"].upper()],
        channel={1: "online", 2: "inter-agency", 3: "in-person"}[raw["originality"]], status=WORDS[raw["dossierStatus"]],
        applicant=raw["applicantName"], identity=str(raw["applicantIdNo"]), not_expected=bool(raw["originDossierNo"]))


def igate(raw, values, agencies):
    if agencies is None:
        return raw["code"]
    for name, key in (("submitted_at", "appliedDate"), ("received_at", "acceptedDate"), ("due_at", "appointmentDate"),
                      ("finished_at", "completedDate"), ("returned_at", "returnedDate")):
        values[name] = moment(raw[key], UTC)
    status = raw["dossierStatus"]
    person = raw["applicant"]["data"]
    values.update(
        procedure=procedure_core(raw["procedure"]["code"]), agency=agencies[raw["agency"]["code"].upper()],
        channel={0: "online", 1: "in-person"}[raw["applyMethod"]["id"]], applicant=person["fullname"],
        identity=person["identityNumber"], status=IGATE[(status["id"], status["name"] if status["id"] else None)])


def province_portal(raw, values, agencies):
    if agencies is None:
        return raw["maHoSo"]
    for name, key in (("submitted_at", "ngayNopHoSo"), ("received_at", "ngayTiepNhan"), ("due_at", "ngayHenTra"),
                      ("finished_at", "ngayKetThucXuLy"), ("returned_at", "ngayTra")):
        values[name] = moment(raw[key], ISO)
    values.update(
        procedure=procedure_core(raw["maTTHC"]), agency=agencies[raw["donViId"].upper()],
        channel=CHANNELS[raw["kenhThucHien"]], applicant=raw["chuHoSo"], identity=raw["soGiayToChuHoSo"],
        status=national_status(raw["trangThaiHoSoId"]))


def export(raw, values, agencies):
    if agencies is None:
        return raw["Mã hồ sơ"]
    for name, key in (("submitted_at", "Ngày nộp hồ sơ"), ("received_at", "Ngày nhận"), ("due_at", "Ngày hẹn trả"),
                      ("finished_at", "Ngày kết thúc xử lý")):
        values[name] = moment(raw[key], SLASHED, SLASHED[:-3])
    values.update(applicant=raw["Chủ hồ sơ"], status=LABELS[raw["Trạng thái"]])


def epar_row(raw, values, agencies):
    if agencies is None:
        return raw["C_RECORD_NO"]
    types = {"TP12": "1.001193", "TP14": "1.000656", "TP13": "1.000894", "TP15": "1.001022", "TP16": "1.004837",
             "TP17": "1.004873", "TP18": "1.004884", "TP19": "2.000635", "TP09": "2.000815", "TC05": "1.001612"}
    tasks = {"XAC_NHAN_HO_SO_NOP_QUA_INTERNET": 1, "BAN_GIAO": 2, "THU_LY": 4, "THONG_BAO_BO_SUNG": 5, "THU_PHI": 6}
    values["received_at"] = moment(raw["C_RECEIVE_DATE"], SQL)
    values["due_at"] = moment(raw["C_RETURN_DATE"], SQL)
    values["finished_at"] = moment(raw["C_BIZ_DONE_DATE"] or raw["C_CLEAR_DATE"], SQL)
    if raw["C_REJECTED"] != "0":
        status = {"1": 3, "2": 7}[raw["C_REJECTED"]]
    elif raw["C_CLEAR_DATE"]:
        status = 10
    else:
        status = 9 if raw["C_BIZ_DONE_DATE"] else tasks[raw["C_NEXT_TASK_CODE"].split("::")[1]]
    village = int(raw["FK_VILLAGE_ID"])
    values.update(
        procedure=types[raw["C_LAST_TASK_CODE"].split("::")[0]], agency=f"H23.23.{village:02}" if village else "H23.23",
        channel="online" if raw["C_IS_INTERNET_RECORD"] == "1" else "in-person", applicant=raw["C_CITIZEN_NAME"], status=status)


LISTED = ALL - {"result_link", "digitised"}
READERS = {
    "bench-ndjson": Reader(ALL, ndjson, bench_json),
    "bench-csv": Reader(ALL, plain_csv, bench_csv),
    "opencps": Reader(LISTED, json_list("data"), opencps),
    "igate": Reader(LISTED, json_list("content"), igate),
    "dvcqg": Reader(ALL - {"agency"}, json_list("data"), national),
    "dvcqg-array": Reader(ALL - {"agency"}, json_list(None), national),
    "province-portal": Reader(LISTED, json_list("data"), province_portal),
    "xml-feed": Reader(ALL - {"agency"}, xml_feed, national),
    "csv-export": Reader({"received_at", "due_at", "finished_at", "applicant"}, export_csv, export),
    "soap-epar": Reader(LISTED - {"returned_at"}, epar, epar_row),
}
