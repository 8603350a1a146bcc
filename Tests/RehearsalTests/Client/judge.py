#!/usr/bin/env python3
"""The oracle, with readers for the shapes that only servers send.

    judge.py WORLD --truth FILE --mappings FOLDER      as Tests/Oracle/oracle.py
"""

import base64
import os
import sys
import xml.etree.ElementTree as xml

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Oracle"))
import feeds  # noqa: E402
import oracle  # noqa: E402
from values import moment, procedure_core  # noqa: E402


def times(raw, values, **names):
    for name, key in names.items():
        values[name] = moment(raw[key], feeds.SLASHED)


def gplx(raw, values, agencies):
    if agencies is None:
        return raw["MaHoSo"]
    times(raw, values, submitted_at="NgayNop", received_at="NgayTiepNhan", due_at="NgayHenTra")
    values.update(procedure=procedure_core(raw["MaTTHC"]), agency=agencies[raw["MaDonViXuLy"].upper()],
                  applicant=raw["HoTenNguoiNop"], status=feeds.national_status(raw["MaTrangThai"]))


def bgtvt(raw, values, agencies):
    if agencies is None:
        return raw["MaHoSo"]
    times(raw, values, submitted_at="NgayGuiHoSo", received_at="NgayTiepNhan", due_at="NgayHenTra",
          finished_at="NgayKetThucXuLy", returned_at="NgayTra")
    values.update(procedure=procedure_core(raw["MaTTHC"]), agency=agencies[raw["MaDonViXuLy"].upper()],
                  channel={"0": "in-person", "1": "online"}[raw["KenhThucHien"]], applicant=raw["ChuHoSo"],
                  status=feeds.national_status(raw["TrangThaiHoSo"]))


def business(raw, values, agencies):
    if agencies is None:
        return raw["IN_JOURNAL_NO"]
    times(raw, values, received_at="RECEIPT_DATE", due_at="PLAN_DATE")
    values["status"] = feeds.LABELS[raw["PROCESS_STATUS"]]


def document(raw):
    names = {e.tag: base64.b64decode(e.text or "").decode() for e in xml.fromstring(raw.strip())}
    return [names], True


def danang(raw, values, agencies):
    if agencies is None:
        return raw["MASOHOSO"]
    values["submitted_at"] = moment(raw["NGAYNOP"], "%d/%m/%Y")
    values["due_at"] = moment(raw["NGAYNHAN"], "%d/%m/%Y")
    values.update(applicant=raw["TENTOCHUCCANHAN"], status={"0": 1, "1": 4, "2": 5, "3": 9}[raw["TRANGTHAI"]])


class ByDay(oracle.Reconciler):
    """Compares with a source that knows days only at the precision of a day."""

    def agree(self, one, other, field):
        a, b = one[field], other[field]
        if field.endswith("_at") and a and b and "day" in (a[1], b[1]):
            return a[0].date() == b[0].date()
        return super().agree(one, other, field)


oracle.Reconciler = ByDay
oracle.READERS.update({
    "dvcqg-gplx": feeds.Reader({"procedure", "agency", "received_at", "due_at", "applicant"}, feeds.json_list("data"), gplx),
    "dvcqg-bgtvt": feeds.Reader(feeds.LISTED, feeds.json_list("data"), bgtvt),
    "business-registration": feeds.Reader({"received_at", "due_at"}, feeds.json_list("Data"), business),
    "soap-danang": feeds.Reader({"due_at", "applicant"}, document, danang),
})
sys.exit(oracle.main())
