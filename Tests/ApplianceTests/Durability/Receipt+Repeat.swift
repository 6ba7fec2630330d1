import ApplianceTesting
import Hashing

extension TestClient {
    func send(_ deed: Deed, token: String) async throws -> TestResponse {
        var headers = ["Authorization": "Bearer \(token)"]
        headers["Idempotency-Key"] = deed.key
        return try await request(deed.method, deed.path, headers: headers, body: deed.body)
    }
}

extension PlayerLedger.Receipt {
    /// What is wrong with the answer to a repeat; nil when it is the first answer again.
    func fault(of answer: TestResponse) -> String? {
        guard answer.status == status else { return "was answered \(status) at first, and to a repeat otherwise" }
        guard SHA256.hash(answer.body) == bodyHash else { return "was answered with another body to a repeat" }
        return answer.header("Idempotency-Replayed") == "true" ? nil : "was done again by a repeat"
    }
}
