internal import Core
internal import Glibc

/// The `Date` field, formatted once a second (RFC 9110 §5.6.7, IMF-fixdate).
struct HTTPDate {
    private static let weekdays: [StaticString] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months: [StaticString] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private var second = Int.min
    private var line: [UInt8] = []

    /// `Date: Sun, 06 Nov 1994 08:49:37 GMT` with its CR LF.
    mutating func append(to buffer: ByteBuffer) {
        var time = timespec()
        // The coarse clock is a few nanoseconds of user-space work and right to 4 ms.
        clock_gettime(CLOCK_REALTIME_COARSE, &time)
        if time.tv_sec != second {
            second = time.tv_sec
            line = Array("Date: \(HTTPDate.text(second))\r\n".utf8)
        }
        buffer.append(line)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`, of seconds since 1970.
    static func text(_ second: Int) -> String {
        let days = second / 86400
        let rest = second % 86400
        let date = CivilDate(daysSince1970: days)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let clock = "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
        return "\(weekdays[days % 7]), \(two(date.day)) \(months[date.month - 1]) \(date.year) \(clock) GMT"
    }

    /// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`; nil for anything else, the two obsolete forms included. The
    /// name of the day is not checked.
    static func second(of text: String) -> Int? {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == ":" })
        guard parts.count == 8, parts[0].utf8.count == 4, parts[7] == "GMT",
            let month = months.firstIndex(where: { $0.description == parts[2] }).map({ $0 + 1 })
        else { return nil }
        let numbers = [parts[1], parts[3], parts[4], parts[5], parts[6]].map { $0.utf8.count <= 4 ? Int($0) : nil }
        guard let day = numbers[0], let year = numbers[1], let hour = numbers[2], let minute = numbers[3],
            let second = numbers[4], (1...31).contains(day), (1970...9999).contains(year), (0...23).contains(hour),
            (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        // Howard Hinnant's `days_from_civil`, the way back of `CivilDate`.
        let shiftedYear = month <= 2 ? year - 1 : year
        let yearOfEra = shiftedYear % 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = shiftedYear / 400 * 146_097 + dayOfEra - 719_468
        return days * 86400 + hour * 3600 + minute * 60 + second
    }
}
