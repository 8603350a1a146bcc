import CScan

/// A way to run the scan kernel; all of them give the same results.
package enum ScanLevel: UInt32, CaseIterable, Sendable, Comparable {
    /// Byte by byte, on every machine.
    case scalar
    /// 16 bytes at a time (SSE4.2).
    case sse42
    /// 32 bytes at a time (AVX2).
    case avx2
    /// 64 bytes at a time (AVX-512 with VBMI2).
    case avx512

    /// The fastest that this machine can run.
    package static let best = ScanLevel(rawValue: cscan_best().rawValue) ?? .scalar

    /// Those that this machine can run, slowest first.
    package static var available: [ScanLevel] { allCases.filter { $0 <= best } }

    package static func < (left: ScanLevel, right: ScanLevel) -> Bool { left.rawValue < right.rawValue }

    var kernel: cscan_level { cscan_level(rawValue: rawValue) }
}
