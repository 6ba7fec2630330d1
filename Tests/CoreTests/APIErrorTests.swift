import Core
import Testing

@Suite("APIError")
struct APIErrorTests {
    @Test(
        "an idempotency record may keep what would be answered again",
        arguments: [
            (400, true), (404, true), (409, true), (422, true), (408, false), (429, false), (500, false), (503, false),
        ])
    func deterministic(status: Int, keeps: Bool) { #expect(APIError(status, "w", "m").isDeterministic == keeps) }
}
