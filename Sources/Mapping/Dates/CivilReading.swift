import Dossiers

/// The civil fields of a date text while it is read.
struct CivilReading {
    private let zone: DateZone
    private var year = 0
    private var month = 0
    private var day = 0
    private var hour = 0
    private var minute = 0
    private var second = 0
    private var precision = TimePrecision.second
    /// Seconds east of UTC that the text names.
    private var stated: Int?

    init(zone: DateZone) { self.zone = zone }

    /// What the fields come to.
    var reading: DateReading {
        if (year, month, day) == (0, 0, 0) || (year, month, day) == (1, 1, 1) { return .blank }
        guard
            let civil = Instant(
                year: year,
                month: month,
                day: day,
                hour: hour,
                minute: minute,
                second: second,
                precision: precision
            )
        else { return .malformed }
        let shift = Int(Instant.offset) - (stated ?? zone.seconds)
        guard shift != 0, precision != .day else { return .instant(civil) }
        return .instant(Instant(localSeconds: civil.seconds + Int64(shift), precision: precision))
    }

    mutating func readNational(_ text: Span<UInt8>) -> Bool {
        guard text.count == 14 else { return false }
        year = DateDigits.four(text, 0)
        month = DateDigits.two(text, 4)
        day = DateDigits.two(text, 6)
        hour = DateDigits.two(text, 8)
        minute = DateDigits.two(text, 10)
        second = DateDigits.two(text, 12)
        return (year | month | day | hour | minute | second) >= 0
    }

    mutating func readSlashed(_ text: Span<UInt8>) -> Bool {
        guard text.count == 19, text[2] == 0x2F, text[5] == 0x2F, text[10] == 0x20 else { return false }
        day = DateDigits.two(text, 0)
        month = DateDigits.two(text, 3)
        year = DateDigits.four(text, 6)
        return (year | month | day) >= 0 && readClock(text, 11)
    }

    mutating func readISO(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 19, text[4] == 0x2D, text[7] == 0x2D, text[10] == UInt8(ascii: "T") else { return false }
        year = DateDigits.four(text, 0)
        month = DateDigits.two(text, 5)
        day = DateDigits.two(text, 8)
        guard (year | month | day) >= 0, readClock(text, 11) else { return false }
        var index = 19
        if index < text.count, text[index] == 0x2E {
            let end = DateDigits.end(text, index + 1)
            guard (1...9).contains(end - index - 1) else { return false }
            index = end
        }
        return index == text.count || readZone(text, &index) && index == text.count
    }

    /// `HH:mm:ss` at `start`; the text reaches at least that far.
    private mutating func readClock(_ text: Span<UInt8>, _ start: Int) -> Bool {
        guard text[start + 2] == 0x3A, text[start + 5] == 0x3A else { return false }
        hour = DateDigits.two(text, start)
        minute = DateDigits.two(text, start + 3)
        second = DateDigits.two(text, start + 6)
        return (hour | minute | second) >= 0
    }

    mutating func read(_ text: Span<UInt8>, by pattern: DatePattern) -> Bool {
        precision = pattern.precision
        var index = 0
        for piece in pattern.pieces {
            guard take(piece, of: text, &index) else { return false }
        }
        return index == text.count
    }

    private mutating func take(_ piece: DatePattern.Piece, of text: Span<UInt8>, _ index: inout Int) -> Bool {
        switch piece {
        case .year: DateDigits.take(4...4, of: text, &index, into: &year)
        case .month(let isFixed): DateDigits.take((isFixed ? 2 : 1)...2, of: text, &index, into: &month)
        case .day(let isFixed): DateDigits.take((isFixed ? 2 : 1)...2, of: text, &index, into: &day)
        case .hour(let isFixed): DateDigits.take((isFixed ? 2 : 1)...2, of: text, &index, into: &hour)
        case .minute: DateDigits.take(2...2, of: text, &index, into: &minute)
        case .second: DateDigits.take(2...2, of: text, &index, into: &second)
        case .fraction: takeFraction(of: text, &index)
        case .zone: readZone(text, &index)
        case .literal(let byte): takeLiteral(byte, of: text, &index)
        }
    }

    private func takeFraction(of text: Span<UInt8>, _ index: inout Int) -> Bool {
        var ignored = 0
        return DateDigits.take(3...3, of: text, &index, into: &ignored)
    }

    private func takeLiteral(_ byte: UInt8, of text: Span<UInt8>, _ index: inout Int) -> Bool {
        guard index < text.count, text[index] == byte else { return false }
        index += 1
        return true
    }

    /// `Z`, `+07:00` or `+0700`.
    private mutating func readZone(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
        guard index < text.count else { return false }
        let sign = text[index]
        index += 1
        if sign == UInt8(ascii: "Z") {
            stated = zone.literalZIsLocal ? nil : 0
            return true
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
        var hours = 0
        var minutes = 0
        guard DateDigits.take(2...2, of: text, &index, into: &hours) else { return false }
        if index < text.count, text[index] == 0x3A { index += 1 }
        guard DateDigits.take(2...2, of: text, &index, into: &minutes), hours <= 14, minutes < 60 else { return false }
        stated = (hours * 3_600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
        return true
    }
}
