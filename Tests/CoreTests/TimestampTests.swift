import Core
import Testing

@Suite("Timestamp")
struct TimestampTests {
    @Test(
        "is written as RFC 3339 in UTC with milliseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1, "1970-01-01T00:00:00.001Z"), (999, "1970-01-01T00:00:00.999Z"),
            (1000, "1970-01-01T00:00:01.000Z"), (1_763_633_730_123, "2025-11-20T10:15:30.123Z"),
            (-1, "1969-12-31T23:59:59.999Z"), (-1000, "1969-12-31T23:59:59.000Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (951_868_800_000, "2000-03-01T00:00:00.000Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (-2_203_891_200_000, "1900-03-01T00:00:00.000Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
            (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func rfc3339(milliseconds: Int64, text: String) throws {
        let time = Timestamp(milliseconds: milliseconds)
        #expect(time.rfc3339 == text)
        #expect(try JSON.encode([time]) == Array("[\"\(text)\"]".utf8))
    }

    @Test(
        "whole seconds are rounded down, before 1970 too",
        arguments: [(0, 0), (999, 0), (1000, 1), (-1, -1), (-1000, -1), (-1001, -2)])
    func seconds(milliseconds: Int64, seconds: Int64) {
        #expect(Timestamp(milliseconds: milliseconds).seconds == seconds)
    }

    @Test("durations are added, milliseconds and all")
    func adding() {
        let time = Timestamp(seconds: 10)
        #expect(time.adding(.milliseconds(1500)).milliseconds == 11_500)
        #expect(time.adding(.seconds(-11)).milliseconds == -1000)
        #expect(time.adding(.days(1)).milliseconds == 86_410_000)
        #expect(Timestamp(milliseconds: 1) < Timestamp(milliseconds: 2))
    }

    @Test(
        "knows the form of its ids",
        arguments: [
            ("0190b0c5-7a3e-7c1d-8f00-0123456789ab", true), ("0190b0c5-7a3e-4c1d-8f00-0123456789ab", false),
            ("0190B0C5-7A3E-7C1D-8F00-0123456789AB", false), ("0190b0c57a3e7c1d8f000123456789ab", false),
            ("0190b0c5-7a3e-7c1d-8f00-0123456789a", false), ("0190b0c5-7a3e-7c1d-8f00-0123456789aé", false),
            ("", false),
        ])
    func form(of text: String, isOurs: Bool) {
        #expect(UUIDv7.isWellFormed(text) == isOurs)
        #expect(UUIDv7.isWellFormed(UUIDv7.make(at: Timestamp(milliseconds: 0x0123_4567_89AB))))
    }

    @Test("a UUIDv7 begins with the time and sorts by it")
    func uuid() {
        let early = UUIDv7.make(at: Timestamp(milliseconds: 0x0123_4567_89AB))
        let late = UUIDv7.make(at: Timestamp(milliseconds: 0x0123_4567_89AC))
        #expect(early.hasPrefix("01234567-89ab-7"))
        #expect(early.count == 36)
        #expect(Set("89ab").contains(Array(early)[19]))
        #expect(early < late)
        #expect(early != UUIDv7.make(at: Timestamp(milliseconds: 0x0123_4567_89AB)))
    }
}

extension Duration {
    fileprivate static func days(_ count: Int) -> Duration { .seconds(count * 86400) }
}
