import Core
import Testing

@testable import Network

@Suite("ClientResponse")
struct ClientResponseTests {
    /// 2026-11-20T10:00:00Z.
    private let now = Timestamp(seconds: 1_795_168_800)

    @Test(
        "reads Retry-After as seconds and as a date",
        arguments: [
            ("0", 0), ("7", 7), ("86401", 86400), ("99999999999999999999", 86400),
            ("Fri, 20 Nov 2026 10:00:30 GMT", 30), ("Fri, 20 Nov 2026 09:00:00 GMT", 0),
            ("Sat, 20 Nov 2027 10:00:00 GMT", 86400),
        ])
    func retryAfter(text: String, seconds: Int) {
        let head = ClientResponseHead(status: 429, fields: [("retry-after", text)])
        #expect(head.retryAfter(at: now) == .seconds(seconds))
    }

    @Test("takes a Retry-After that makes no sense for none", arguments: [nil, "", "soon", "-1", "1.5", "Fri, 20 Nov"])
    func noRetryAfter(text: String?) {
        let head = ClientResponseHead(status: 429, fields: text.map { [("Retry-After", $0)] } ?? [])
        #expect(head.retryAfter(at: now) == nil)
    }

    @Test("reads the dates that it writes", arguments: [0, 784_111_777, 951_782_400, 1_795_168_800, 4_102_444_799])
    func dates(second: Int) {
        #expect(HTTPDate.second(of: HTTPDate.text(second)) == second)
    }

    @Test(
        "refuses other dates",
        arguments: [
            "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Now 1994 08:49:37 GMT", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 99999 08:49:37 GMT",
        ])
    func otherDates(text: String) { #expect(HTTPDate.second(of: text) == nil) }
}
