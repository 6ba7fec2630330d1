import ApplianceTesting
import Core

/// One request of the load that changes something, with all that is needed to send it again and to look for its traces.
struct Deed: Sendable {
    enum Kind: Sendable {
        case makeCharacter(Use)
        case change(character: Int64, name: String)
        case retire(character: Int64)
        case equip(character: Int64)
        case makeParty
        case join(party: Int64, character: Int64)
        case leave(party: Int64, character: Int64)
        case begin(party: Int64)
        /// With the action's own id, which makes its repeat harmless without a key too.
        case act(run: String, actionID: String)
        case abort(run: String)
        /// To an earlier turn: refused in the campaigns that do not let a leader do it.
        case rewind(run: String)
        case signOut
    }

    /// What a character is made for: a run that ends may kill, so the others are exactly what their player made them.
    enum Use: Sendable {
        case leading, following, looks
    }

    let kind: Kind
    let method: String
    let path: String
    /// Encoded once: a repeat is told by its bytes.
    let body: [UInt8]
    /// `Idempotency-Key`.
    let key: String?

    init(_ kind: Kind, _ method: String, _ path: String, _ body: JSONValue = [:], key: String?) {
        self.kind = kind
        self.method = method
        self.path = path
        self.body = body.memberNames.isEmpty ? [] : JSONWriter.bytes(of: body)
        self.key = key
    }

    /// As `idempotency_keys` calls it.
    var scope: String { "\(method) \(path)" }

    /// Whether it may be sent again without harm.
    var isRepeatable: Bool {
        if case .act = kind { return true }
        return key != nil
    }

    /// Whether a repeat must get the same answer: a refusal is kept under a key alone, without one a repeat is a new
    /// attempt.
    func isKept(_ status: Int) -> Bool { key != nil || (200..<300).contains(status) && isRepeatable }
}

extension JSONWriter {
    fileprivate static func bytes(of value: JSONValue) -> [UInt8] {
        var json = JSONWriter()
        json.value(value)
        return json.bytes
    }
}
