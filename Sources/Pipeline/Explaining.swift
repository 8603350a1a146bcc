package import Dossiers
import Mapping
import Payloads
import Reconciliation
package import Reports
package import Settings

extension Pipeline {
    /// Everything that is known of one dossier code: every record of both sides, where each value came from, the verdict.
    ///
    /// Runs the same way as `reconcile` up to the join, and tells of one key.
    package static func explain(
        _ code: DossierCode,
        _ configuration: Configuration,
        _ options: RunOptions
    ) throws -> Explanation {
        let nothing = RunFindings(
            discrepancy: { _ in },
            quarantine: { _ in },
            document: nil,
            progress: { _ in },
            checkInterruption: {}
        )
        return try Explaining(run: try join(configuration, options, nothing)).explanation(of: code)
    }
}

/// Tells how one dossier came to its verdict.
struct Explaining {
    let run: ReconciledRun

    func explanation(of code: DossierCode) throws -> Explanation {
        let reconciler = run.wholeReconciler
        let group = try reconciler.group(of: code)
        var told = Explanation(code: code.canonical)
        guard var verdict = try reconciler.verdict(on: group) else { return told }
        if let suspect = run.outcome.suspect(of: code.canonical) {
            verdict = try reconciler.verdict(suspect, of: run.outcome)
        }
        told.situation = verdict.situation
        if verdict.situation != .agreed { told.discrepancy = run.describing.discrepancy(verdict) }
        let marks = Marks(verdict, compared: compared(in: verdict))
        told.records = try entries(of: group, verdict).map { try record(at: $0, marks) }
        told.payload = try payload(of: verdict)
        return told
    }

    /// The records of the key, and of the other code when it is one dossier under two.
    private func entries(of group: KeyGroup, _ verdict: Verdict) throws -> [RecordPlace] {
        var places = (group.locals + group.portals).map(\.place)
        for other in verdict.codes {
            guard let code = DossierCode(other) else { continue }
            let group = try run.reconciler.group(of: code)
            for place in (group.locals + group.portals).map(\.place) where !places.contains(place) {
                places.append(place)
            }
        }
        return places
    }

    /// What is said of single fields of the records.
    private struct Marks {
        /// Fields on which the sides, or the copies of one side, differ.
        let differing: Set<Field>
        /// Fields that the sides are compared on, with the side whose value counts.
        let compared: [Field: Side]
        /// What each side says, all its records together.
        let standing: [Side: SideRecord]

        init(_ verdict: Verdict, compared: [Field: Side]) {
            differing = Set(verdict.differences.map(\.field.field) + verdict.contradictions)
            self.compared = compared
            var standing: [Side: SideRecord] = [:]
            standing[.local] = verdict.local
            standing[.portal] = verdict.portal
            self.standing = standing
        }
    }

    private func record(at place: RecordPlace, _ marks: Marks) throws -> ExplainedRecord {
        let source = run.reading.sources[run.pages[place.page].source]
        let raw = String(decoding: try run.store.bytes(at: place), as: UTF8.self)
        let position = Locator(pages: run.pages, sources: run.reading.sources).exact(place)
        var told = ExplainedRecord(side: source.side, source: source.id, position: position, raw: raw)
        switch try run.store.record(at: place) {
        case .failure(let problem): told.problem = problem
        case .success(let record):
            var evaluator = DossierEvaluator(source.program)
            let traces = evaluator.trace(record)
            told.problem = traces.lazy.compactMap(\.problem).first
            told.maskedRaw = RawMasking(source.program.format, shown: Explaining.shown(traces)).text(of: raw)
            told.fields = traces.map { trace in
                var told = field(trace, source, marks.differing)
                told.owner = marks.compared[trace.field]
                told.stands = marks.standing[source.side]?.origin(of: trace.field) == place
                return told
            }
        }
        return told
    }

    private func field(_ trace: FieldTrace, _ source: RunSource, _ differing: Set<Field>) -> ExplainedField {
        var told = ExplainedField(trace.field, value: trace.text)
        told.paths = trace.origins.map(\.path)
        let texts = trace.origins.compactMap(\.text)
        told.raw = texts.isEmpty ? nil : texts.joined(separator: " | ")
        told.rule = "\(source.program.definition.name)/mapping.yaml:\(trace.line)"
        told.row = trace.row.flatMap { $0.line > 0 ? "\(Explaining.name(of: $0.file)):\($0.line)" : nil }
        told.differs = differing.contains(trace.field)
        return told
    }

    /// What may stand in the raw record: open texts as they are, personal ones masked.
    private static func shown(_ traces: [FieldTrace]) -> [String: String] {
        var shown: [String: String] = [:]
        for trace in traces.sorted(by: { !$0.isPersonal && $1.isPersonal }) {
            for text in trace.origins.compactMap(\.text) where !text.isEmpty {
                let trimmed = String(text.drop(while: \.isWhitespace))
                shown[trimmed] =
                    trace.isPersonal
                    ? Masking.masked.personal(text, of: trace.field) : Masking.masked.value(text, of: trace.field)
            }
        }
        return shown
    }

    /// The fields that the two sides of the key are compared on, with the side whose value counts.
    private func compared(in verdict: Verdict) -> [Field: Side] {
        guard let local = verdict.local, let portal = verdict.portal else { return [:] }
        let policy = run.judging.policy()
        let common = local.carried.intersection(portal.carried).intersection(policy.compared)
        let fields = ComparedField.allCases.filter(common.has)
        return Dictionary(uniqueKeysWithValues: fields.map { ($0.field, policy.owner(of: $0)) })
    }

    // MARK: - What would be sent

    private func payload(of verdict: Verdict) throws -> ExplainedPayload? {
        guard let local = verdict.local,
            let action = PayloadAction(rawValue: run.describing.action(on: verdict).rawValue)
        else { return nil }
        let item = PayloadItem(action: action, dossier: local.dossier, portal: verdict.portal?.dossier)
        var told = ExplainedPayload(action: action == .create ? .create : .update)
        let agencies = run.preparation.agencies
        do throws(PayloadRefusal) {
            let record = try NationalRecord(item, units: { agencies.name($0) })
            told.record = Explaining.values(record.values)
            told.steps = NationalStep.missing(for: item).map { Explaining.values($0.values) }
        } catch {
            told.refusal = PayloadRemark(error)
        }
        return told
    }

    private static func values(_ named: [NamedValue], under prefix: String = "") -> [ExplainedPayload.Value] {
        named.flatMap { member -> [ExplainedPayload.Value] in
            switch member.value {
            case .null: return []
            case .text(let text):
                return [.init(name: prefix + member.name, text: text, privacy: privacy(of: member.name))]
            case .list(let rows):
                return rows.enumerated().flatMap { values($1, under: "\(prefix)\(member.name)[\($0 + 1)].") }
            }
        }
    }

    /// How personal a national field is (rules 1.12).
    private static func privacy(of name: String) -> ExplainedPayload.Privacy {
        switch name {
        case "ChuHoSo", "NguoiXuLy", "NguoiYeuCauBoSung", "NguoiTiepNhanBoSung": .field(.applicant)
        case "SoGiayToChuHoSo", "SoDinhDanh", "MaDoiTuong": .field(.identity)
        case "SoDienThoai", "Fax": .phone
        case "Email", "ThongTinKhac", "GhiChu", "DuongDanTaiTepTin", "DuongDanTepTinKetQua", "TenTepDinhKem": .hidden
        default: .open
        }
    }

    /// The last two parts of a path: the folder of the mapping and the file.
    private static func name(of path: String) -> String {
        path.split(separator: "/").suffix(2).joined(separator: "/")
    }
}
