#!/usr/bin/env python3
"""The peer: the same reconciliation as one DuckDB query, tuned as far as its documentation goes.

    peer.py ndjson|json WORLD MAPPINGS OUTPUT

Same work as doisoat's dry run: keys trimmed and in upper case, statuses and agencies through tables, dates parsed, procedure
cores cut out, names folded, a full outer join on the key, the compared fields side by side, keys and kinds to CSV.
It does less in one point, in its favour: names are folded by NFC and case only, not by the place of the tone mark (the
measuring worlds contain none), and blanks inside a code are kept.
"""

import os
import sys

import duckdb

NDJSON = """
SELECT upper(trim(l.code)) AS key, s.value AS status, regexp_extract(procedure, '^\\d\\.\\d{6}') AS procedure, a.value AS agency,
       c.value AS channel, strptime(nullif(received, ''), '%d/%m/%Y %H:%M:%S') AS received,
       strptime(nullif(due, ''), '%d/%m/%Y %H:%M:%S') AS due, strptime(nullif(finished, ''), '%d/%m/%Y %H:%M:%S') AS finished,
       strptime(nullif(returned, ''), '%d/%m/%Y %H:%M:%S') AS returned, nfc_normalize(lower(trim(applicant))) AS applicant,
       result <> '' AS result, digitised = '1' AS digitised
FROM read_json('WORLD/local-*.ndjson', format = 'newline_delimited', columns = {
       code: 'VARCHAR', procedure: 'VARCHAR', agency: 'VARCHAR', status: 'VARCHAR', applicant: 'VARCHAR', channel: 'VARCHAR',
       received: 'VARCHAR', due: 'VARCHAR', finished: 'VARCHAR', returned: 'VARCHAR', result: 'VARCHAR', digitised: 'VARCHAR'}) l
LEFT JOIN statuses s ON s.status = l.status LEFT JOIN agencies a ON a.code = upper(l.agency)
LEFT JOIN (VALUES ('counter', '1'), ('online', '2'), ('postal', '3')) c(word, value) ON c.word = l.channel
"""

JSON = """
SELECT upper(trim(r.MaHoSo)) AS key, r.TrangThaiHoSo AS status, regexp_extract(r.MaTTHC, '^\\d\\.\\d{6}') AS procedure,
       NULL AS agency, r.KenhThucHien AS channel, strptime(nullif(r.NgayTiepNhan, ''), '%Y%m%d%H%M%S') AS received,
       strptime(nullif(r.NgayHenTra, ''), '%Y%m%d%H%M%S') AS due,
       strptime(nullif(r.NgayKetThucXuLy, ''), '%Y%m%d%H%M%S') AS finished,
       strptime(nullif(r.NgayTra, ''), '%Y%m%d%H%M%S') AS returned, nfc_normalize(lower(trim(r.ChuHoSo))) AS applicant,
       len(r.DanhSachGiayToKetQua) > 0 AS result, r.HoSoCoThanhPhanSoHoa = '1' AS digitised
FROM (SELECT unnest(data) AS r FROM read_json('WORLD/local-*.json', format = 'unstructured',
      maximum_object_size = 4000000000, columns = {data: 'STRUCT(MaHoSo VARCHAR, MaTTHC VARCHAR, KenhThucHien VARCHAR,
      ChuHoSo VARCHAR, NgayTiepNhan VARCHAR, NgayHenTra VARCHAR, TrangThaiHoSo VARCHAR, NgayTra VARCHAR,
      NgayKetThucXuLy VARCHAR, DanhSachGiayToKetQua STRUCT(DuongDanTepTinKetQua VARCHAR)[],
      HoSoCoThanhPhanSoHoa VARCHAR)[]'}))
"""

CSV = """
SELECT upper(trim(MaHoSo)) AS key, s.value AS status, regexp_extract(MaTTHC, '^\\d\\.\\d{6}') AS procedure, a.value AS agency,
       KenhThucHien AS channel, strptime(nullif(NgayTiepNhan, ''), '%Y%m%d%H%M%S') AS received,
       strptime(nullif(NgayHenTra, ''), '%Y%m%d%H%M%S') AS due, strptime(nullif(NgayKetThucXuLy, ''), '%Y%m%d%H%M%S') AS finished,
       strptime(nullif(NgayTra, ''), '%Y%m%d%H%M%S') AS returned, nfc_normalize(lower(trim(ChuHoSo))) AS applicant,
       coalesce(DuongDanKetQua, '') <> '' AS result, HoSoCoThanhPhanSoHoa = '1' AS digitised
FROM read_csv('WORLD/portal-*.csv', header = true, all_varchar = true, delim = ',', quote = '"') p
LEFT JOIN portal_statuses s ON s.status = p.TrangThaiHoSo LEFT JOIN agencies a ON a.code = upper(p.MaDonVi)
"""

FIELDS = ["procedure", "channel", "received", "due", "finished", "returned", "applicant", "result", "digitised"]


def main():
    kind, world, mappings, output = sys.argv[1:]
    base = duckdb.connect()
    base.execute("SET threads = 2; SET memory_limit = '18GB'; SET preserve_insertion_order = false")
    base.execute(f"SET temp_directory = '{os.path.join(world, '.duckdb')}'")
    base.execute(f"CREATE TABLE agencies AS SELECT upper(code) AS code, value "
                 f"FROM read_csv('{mappings}/shared/agencies.csv', header = true, all_varchar = true)")
    for name, folder in (("statuses", "bench-ndjson"), ("portal_statuses", "bench-csv")):
        base.execute(f"CREATE TABLE {name} AS SELECT status, value "
                     f"FROM read_csv('{mappings}/{folder}/status.csv', header = true, all_varchar = true)")
    fields = FIELDS + (["agency"] if kind == "ndjson" else [])
    differ = " OR ".join(f"l.{field} IS DISTINCT FROM p.{field}" for field in fields)
    local = {"ndjson": NDJSON, "json": JSON}[kind].replace("WORLD", world)
    portal = CSV.replace("WORLD", world)
    base.execute(f"""
        COPY (SELECT coalesce(l.key, p.key) AS key,
                     CASE WHEN p.key IS NULL THEN 'only-local' WHEN l.key IS NULL THEN 'only-portal'
                          WHEN l.status <> p.status THEN 'status' ELSE 'fields' END AS kind
              FROM ({local}) l FULL OUTER JOIN ({portal}) p ON l.key = p.key
              WHERE l.key IS NULL OR p.key IS NULL OR l.status <> p.status OR {differ})
        TO '{output}' (HEADER, DELIMITER ',')""")


if __name__ == "__main__":
    main()
