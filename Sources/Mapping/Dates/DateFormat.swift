package import Dossiers

/// One way of writing a date; the guide «Writing a mapping» lists the pieces.
package struct DateFormat: Sendable, Hashable {
    /// How the bytes are read; the common forms have a way of their own.
    enum Form: Sendable, Hashable {
        /// `yyyyMMddHHmmss`.
        case national
        /// `yyyy-MM-dd'T'HH:mm:ss` with optional fraction and zone.
        case iso
        /// Milliseconds since 1970 UTC.
        case epochMilliseconds
        /// `/Date(1450000000000+0700)/`.
        case wcf
        /// `dd/MM/yyyy HH:mm:ss`.
        case slashed
        case pattern(DatePattern)
    }

    /// As the mapping writes it.
    package let text: String
    let form: Form

    /// A format from its text; nil when the text is no format: a piece that the guide does not know, one that occurs twice, no
    /// year, month and day, an open apostrophe.
    package init?(_ text: String) {
        self.text = text
        switch text {
        case "iso": form = .iso
        case "national", "yyyyMMddHHmmss": form = .national
        case "epoch-ms": form = .epochMilliseconds
        case "wcf": form = .wcf
        case "dd/MM/yyyy HH:mm:ss": form = .slashed
        default:
            guard let pattern = DatePattern(text) else { return nil }
            form = .pattern(pattern)
        }
    }

    /// How finely a text of this format tells the time.
    package var precision: TimePrecision {
        guard case .pattern(let pattern) = form else { return .second }
        return pattern.precision
    }

    /// The finest precision of several formats; seconds for none.
    package static func finest(of formats: [DateFormat]) -> TimePrecision {
        formats.map(\.precision).max() ?? .second
    }
}

/// What a text says as a date.
package enum DateReading: Sendable, Hashable {
    case instant(Instant)
    /// A placeholder for no date: `0000-00-00…`, `01/01/0001…`.
    case blank
    /// The text does not fit the format, or names no day.
    case malformed
}

/// Which zone a text without one means (protocol 4.4).
package struct DateZone: Sendable, Hashable {
    /// Seconds east of UTC of a text that names no zone.
    package var seconds: Int
    /// Whether a trailing `Z` is decoration.
    package var literalZIsLocal: Bool

    package init(seconds: Int = 7 * 3_600, literalZIsLocal: Bool = false) {
        self.seconds = seconds
        self.literalZIsLocal = literalZIsLocal
    }
}

extension DateFormat {
    /// Reads a trimmed text; no allocation.
    package func read(_ text: Span<UInt8>, zone: DateZone = DateZone()) -> DateReading {
        var civil = CivilReading(zone: zone)
        let fits: Bool
        switch form {
        case .national: fits = civil.readNational(text)
        case .slashed: fits = civil.readSlashed(text)
        case .iso: fits = civil.readISO(text)
        case .epochMilliseconds: return EpochReading.milliseconds(text)
        case .wcf: return EpochReading.wcf(text)
        case .pattern(let pattern): fits = civil.read(text, by: pattern)
        }
        if fits { return civil.reading }
        return DatePlaceholder.matches(text) ? .blank : .malformed
    }

    /// Reads a trimmed text by the first of `formats` that it fits.
    package static func read(_ text: Span<UInt8>, as formats: [DateFormat], zone: DateZone) -> DateReading {
        for format in formats {
            let reading = format.read(text, zone: zone)
            if reading != .malformed { return reading }
        }
        return .malformed
    }
}
