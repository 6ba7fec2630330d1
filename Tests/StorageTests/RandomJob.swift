import Storage

/// A job for the writer that does right, or wrong in one of the ways that there are.
struct RandomJob: Sendable, CustomStringConvertible {
    enum Kind: CaseIterable, Sendable {
        case insert
        /// Throws after it has written.
        case insertAndThrow
        /// Breaks UNIQUE with its second row.
        case insertTwice
        /// Breaks NOT NULL within savepoints of its own, and goes on.
        case catchWithinSavepoint
        /// Breaks UNIQUE within two savepoints, and lets it through.
        case throwThroughSavepoints
        /// A reference to nothing, found by COMMIT.
        case orphan
        /// The same, taken back by its own error before COMMIT can see it.
        case orphanAndThrow
        /// Takes the whole transaction with it.
        case rollBack
        /// The same, and does not tell.
        case rollBackSilently
    }

    struct Refused: Error {}

    let kind: Kind
    let text: String

    /// Mostly good ones: a batch that is lost at once proves little.
    static func draw(_ number: Int, _ random: inout some RandomNumberGenerator) -> RandomJob {
        let kinds = Kind.allCases + Array(repeating: .insert, count: 12)
        // A few texts come twice.
        let text = "note \(Int.random(in: 0..<8, using: &random) == 0 ? 0 : number)"
        return RandomJob(kind: kinds.randomElement(using: &random) ?? .insert, text: text)
    }

    var description: String { "\(kind) \"\(text)\"" }

    func run(in connection: Connection) throws {
        switch kind {
        case .insert:
            try Notes.insert(text, in: connection)
        case .insertAndThrow:
            try Notes.insert(text, in: connection)
            throw Refused()
        case .insertTwice:
            try Notes.insert(text, in: connection)
            try Notes.insert(text, in: connection)
        case .catchWithinSavepoint:
            try Notes.insert(text, in: connection)
            try? connection.savepoint {
                try Notes.insert("\(text), undone", in: connection)
                try connection.savepoint { try connection.run("INSERT INTO notes (text) VALUES (NULL)") }
            }
        case .throwThroughSavepoints:
            try connection.savepoint {
                try Notes.insert(text, in: connection)
                try connection.savepoint { _ = try Notes.insert(text, in: connection) }
            }
        case .orphan:
            try addOrphan(in: connection)
        case .orphanAndThrow:
            try addOrphan(in: connection)
            throw Refused()
        case .rollBack:
            try connection.run("ROLLBACK")
            throw Refused()
        case .rollBackSilently:
            try connection.run("ROLLBACK")
        }
    }

    private func addOrphan(in connection: Connection) throws {
        try connection.run("INSERT INTO replies (note_id) VALUES (?1)", 99)
    }

    /// What became of a job, as its caller sees it.
    enum Outcome: Equatable {
        case done, refused, unique, foreignKey, lost
        case other(String)

        init(_ error: (any Error)?) {
            switch error {
            case nil: self = .done
            case is Refused: self = .refused
            case let error as StorageError where error == .transactionLost: self = .lost
            case let error as StorageError where error.isUniqueViolation: self = .unique
            case let error as StorageError where error.isForeignKeyViolation: self = .foreignKey
            case let error?: self = .other("\(error)")
            }
        }
    }
}

/// What group commit promises of a batch: the outcome of each job, and what is kept.
struct GroupCommitModel {
    private(set) var outcomes: [RandomJob.Outcome] = []
    private(set) var kept: Set<String> = []
    // Of the transaction that is open: where its jobs begin, what they wrote, and whether COMMIT will fail.
    private var start = 0
    private var written: Set<String> = []
    private var hasOrphan = false

    init(of jobs: [RandomJob]) {
        for job in jobs { run(job) }
        end()
    }

    private mutating func run(_ job: RandomJob) {
        let isDouble = kept.contains(job.text) || written.contains(job.text)
        switch job.kind {
        case .insert, .catchWithinSavepoint:
            outcomes.append(isDouble ? .unique : .done)
            written.insert(job.text)
        case .insertAndThrow:
            outcomes.append(isDouble ? .unique : .refused)
        case .insertTwice, .throwThroughSavepoints:
            outcomes.append(.unique)
        case .orphan:
            outcomes.append(.done)
            hasOrphan = true
        case .orphanAndThrow:
            outcomes.append(.refused)
        case .rollBack, .rollBackSilently:
            outcomes.append(.lost)
            lose(as: .lost)
        }
    }

    /// COMMIT.
    private mutating func end() {
        if hasOrphan { return lose(as: .foreignKey) }
        kept.formUnion(written)
    }

    /// Everything since BEGIN fails, also what had failed by itself; the next job begins a new transaction.
    private mutating func lose(as outcome: RandomJob.Outcome) {
        for index in start..<outcomes.count { outcomes[index] = outcome }
        start = outcomes.count
        written = []
        hasOrphan = false
    }
}
