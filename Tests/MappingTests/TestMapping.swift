import Mapping

/// A mapping with every kind of table, read from a folder as users write it.
enum TestMapping {
    static func definition(fields: String, more: String) throws -> MappingDefinition {
        let yaml = """
            mapping: m
            format: ndjson
            fields:
              code: { path: c, as: dossier-code }
              status: { path: s, as: status }
              \(fields)
            \(more)
            """
        let folder = try ReadingFolder(tables.merging(["m/mapping.yaml": yaml]) { $1 })
        return try folder.reader.definition(named: "m")
    }

    /// Every compared field, each with a way of its own.
    static let everyComparedField = """
        procedure: { path: p, as: procedure-code }
          agency: { path: u, table: units }
          channel: { path: k, values: { "0": in-person, "1": online, "2": postal } }
          applicant: { first: [name, owner.name], as: person-name }
          return_form: { path: [m, n], table: pairs }
          submitted_at: { path: t0, date: national }
          received_at: { path: t1, date: [dd/MM/yyyy HH:mm:ss, dd/MM/yyyy] }
          due_at: { path: t2, date: dd/MM/yyyy HH:mm }
          finished_at: { path: t3, date: iso, literal_z_is_local: true }
          returned_at: { path: t4, date: iso, absent: ["-"] }
          refused_at: { path: t5, date: epoch-ms }
          status_at: { path: t6, date: wcf }
          digitised: { path: dig, as: boolean }
          result_link: { path: "files[].url", as: present }
          note: { path: note }
        """

    private static let tables = [
        "m/words.csv": "key,value\nĐã trả,returned\nHòa Xá,commune\n",
        "m/blanks.csv": "key,value\n,nothing\n*,anything\n",
        "m/units.csv": """
        code,value,valid_from,valid_to
        H23.23,H23.02,2025-07-01,
        H23.23,H23.01,,2025-06-30
        *,H23.09,,
        """,
        "m/pairs.csv": "main,sub,value\ndone,2,exact\ndone,*,any sub\ndone,,no sub\n*,2,any main\n",
        "m/choice.csv": """
        p,q,value
        =X,!=2,first
        =y,blank,blank q
        ^pre,,begins
        $END,,ends
        ~ mid ,present,contains
        blank,present,list
        """,
        "m/procedure-aliases.csv": "code,value\nTS_lop1.000.00.00.H22,2.002492\nTP01,1.000894.H56\n",
    ]
}
