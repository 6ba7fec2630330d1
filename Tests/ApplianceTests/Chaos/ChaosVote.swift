import ApplianceTesting
import Core

/// An open vote as a client of the chaos has it in view: of a hello, a `vote.started` or a `vote.update`.
struct ChaosVote: Sendable, Equatable {
    struct Option: Sendable, Equatable {
        let id: String
        let label: String
        /// Players who are for it.
        let supporters: [Int64]
    }

    let id: String
    let options: [Option]
    let deadline: String
    let isExtended: Bool

    init(id: String, options: [Option], deadline: String, isExtended: Bool) {
        (self.id, self.options, self.deadline, self.isExtended) = (id, options, deadline, isExtended)
    }

    /// - Parameter payload: null: no vote is open.
    init?(_ payload: JSONValue) {
        guard let id = (payload["voteId"] ?? payload["id"])?.stringValue,
            let deadline = payload["deadline"]?.stringValue
        else { return nil }
        let options = payload["options"]?.elements.map { option in
            Option(
                id: option["id"]?.stringValue ?? "", label: option["label"]?.stringValue ?? "",
                supporters: option["by"]?.elements.compactMap(\.integerValue) ?? [])
        }
        self.init(id: id, options: options ?? [], deadline: deadline, isExtended: payload["extended"] == true)
    }

    /// What does not count up is said to be wrong.
    static func faults(of payload: JSONValue) -> [String] {
        let options = payload["options"]?.elements ?? []
        let cast = options.reduce(0) { $0 + ($1["votes"]?.integerValue ?? 0) }
        var faults: [String] = []
        for option in options where option["votes"]?.integerValue != Int64(option["by"]?.elements.count ?? -1) {
            faults.append("an option has other votes than supporters: \(option)")
        }
        if let told = payload["cast"]?.integerValue, told != cast { faults.append("\(told) ballots, \(cast) counted") }
        if let tally = payload["tally"] {
            for option in options where tally[option["id"]?.stringValue ?? ""] != option["votes"] {
                faults.append("the tally says something else of \(option)")
            }
        }
        return faults
    }
}
