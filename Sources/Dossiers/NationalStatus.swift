/// The ten statuses of the national portal, `TrangThaiHoSo` (protocol 1.5, rules 1.3).
package enum NationalStatus: UInt8, CaseIterable, Sendable, Hashable {
    /// Mới đăng ký.
    case registered = 1
    /// Được tiếp nhận.
    case received = 2
    /// Không được tiếp nhận.
    case refused = 3
    /// Đang xử lý.
    case processing = 4
    /// Yêu cầu bổ sung giấy tờ.
    case supplementRequired = 5
    /// Yêu cầu thực hiện nghĩa vụ tài chính.
    case paymentRequired = 6
    /// Công dân yêu cầu rút hồ sơ.
    case withdrawn = 7
    /// Dừng xử lý.
    case stopped = 8
    /// Đã xử lý xong.
    case resolved = 9
    /// Đã trả kết quả.
    case returned = 10

    /// The Vietnamese label as the national portal prints it.
    package var label: String {
        switch self {
        case .registered: "Mới đăng ký"
        case .received: "Được tiếp nhận"
        case .refused: "Không được tiếp nhận"
        case .processing: "Đang xử lý"
        case .supplementRequired: "Yêu cầu bổ sung giấy tờ"
        case .paymentRequired: "Yêu cầu thực hiện nghĩa vụ tài chính"
        case .withdrawn: "Công dân yêu cầu rút hồ sơ"
        case .stopped: "Dừng xử lý"
        case .resolved: "Đã xử lý xong"
        case .returned: "Đã trả kết quả"
        }
    }

    /// The statuses that may follow at once (design section 2, legal forward steps).
    package var next: [NationalStatus] {
        switch self {
        case .registered: [.received, .refused, .withdrawn]
        case .received: [.processing]
        case .processing: [.supplementRequired, .paymentRequired, .withdrawn, .stopped, .resolved]
        case .supplementRequired: [.processing, .withdrawn, .stopped]
        case .paymentRequired: [.processing, .withdrawn, .stopped, .resolved]
        case .resolved: [.returned]
        case .refused, .withdrawn, .stopped, .returned: []
        }
    }

    /// Whether no legal step leads on from here.
    package var isFinal: Bool { next.isEmpty }

    /// Whether `other` follows this status by one or more legal forward steps.
    package func reaches(_ other: NationalStatus) -> Bool {
        NationalStatus.reachable[Int(rawValue)] & (1 << UInt16(other.rawValue)) != 0
    }

    /// The shortest run of legal steps from here to `other`, `other` included; nil when there is none.
    ///
    /// Among runs of the same length the one through the lower status numbers is taken, so the answer never varies.
    package func steps(to other: NationalStatus) -> [NationalStatus]? {
        var queue: [[NationalStatus]] = next.sorted { $0.rawValue < $1.rawValue }.map { [$0] }
        var seen = Set(next)
        while !queue.isEmpty {
            let path = queue.removeFirst()
            guard let last = path.last else { continue }
            if last == other { return path }
            for status in last.next.sorted(by: { $0.rawValue < $1.rawValue }) where seen.insert(status).inserted {
                queue.append(path + [status])
            }
        }
        return nil
    }

    /// Transitive closure of `next` as bit masks, by raw value.
    private static let reachable: [UInt16] = {
        var masks = [UInt16](repeating: 0, count: 11)
        for status in allCases { for step in status.next { masks[Int(status.rawValue)] |= 1 << UInt16(step.rawValue) } }
        for via in 1...10 {
            for from in 1...10 where masks[from] & (1 << UInt16(via)) != 0 { masks[from] |= masks[via] }
        }
        return masks
    }()
}
