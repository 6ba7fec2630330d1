internal import ContentPacks
internal import Core
internal import Network
internal import PartySync
package import Storage

extension RunService {
    /// What `order` would do; nothing is written.
    package func survey(_ order: MoveOrder) async throws -> MoveReport {
        let ids = try await storage.read { try RunInPlay.ids(for: order, in: $0) }
        let (judge, judgements) = try await judge(ids, for: order)
        return judge.report(judgements)
    }

    /// Moves every run of `order` that can be moved, all in one transaction; the others go on as they are.
    ///
    /// Nobody plays them meanwhile: the turns of all are waited for first.
    ///
    /// - Parameter alsoStore: more writes of the transaction, after all others.
    package func move(
        _ order: MoveOrder, by authority: MoveAuthority,
        alsoStore: @escaping @Sendable (MoveReport, Connection) throws -> Void = { _, _ in }
    ) async throws -> MoveReport {
        let ids = try await storage.read { try RunInPlay.ids(for: order, in: $0) }
        let contents = try await onWorker { [artURL = self.contents.artURL] in
            Dictionary(
                uniqueKeysWithValues: order.pack.campaigns.map { campaign in
                    (
                        campaign.id,
                        RunContent(hash: order.contentHash, pack: order.pack, campaign: campaign, artURL: artURL)
                    )
                })
        }
        var report: MoveReport?
        try await writing(ids) {
            // What was asked for may have ended, or been moved, until its turn came.
            let (judge, judgements) = try await self.judge(ids, for: order)
            let made = judge.report(judgements).moved
            let moves = try await self.moves(judgements, order, contents, by: authority)
            report = made
            return try await self.storage.write { connection in
                let stored = try moves.map { try $0.store(in: connection) }
                try alsoStore(made, connection)
                return stored
            }
        }
        guard let report else { fatalError("BUG: runs were moved without a report") }
        return report
    }

    /// Judges runs on a worker, one after the other, so that no more than one is in memory with its whole history.
    private func judge(
        _ ids: [String], for order: MoveOrder
    ) async throws -> (judge: MoveJudge, judgements: [MoveJudge.Judgement]) {
        var judge = MoveJudge(order)
        var judgements: [MoveJudge.Judgement] = []
        for id in ids {
            guard let run = try await storage.read({ try RunInPlay.load(id, in: $0) }),
                run.contentHash != order.contentHash
            else { continue }
            if judge.packs[run.contentHash] == nil {
                judge.learn(
                    try await storage.read { try RunContents.pack(of: run.contentHash, in: $0) }, run.contentHash)
            }
            let known = judge
            let judged = try await onWorker {
                var judge = known
                let judgement = try judge.judge(run)
                return (judge, judgement)
            }
            judge = judged.0
            judgements.append(judged.1)
        }
        return (judge, judgements)
    }

    private func moves(
        _ judgements: [MoveJudge.Judgement], _ order: MoveOrder, _ contents: [String: RunContent],
        by authority: MoveAuthority
    ) async throws -> [RunMove] {
        let now = clock.now()
        var moves: [RunMove] = []
        for judgement in judgements {
            guard let state = judgement.state, let content = contents[judgement.run.campaignID] else { continue }
            let run = try await current(judgement.run.id)
            let rules = content.rules(for: run.facts)
            let composer = SceneComposer(content: content, rules: rules, facts: run.facts)
            var change = RunChange(of: run, at: now)
            change.migrate(to: state, of: order.contentHash, by: order.mapping)
            change.openScene(composer.scene(UUIDv7.make(at: now), of: state))
            change.followVote(rules)
            moves.append(
                RunMove(
                    change: change, content: content, earlier: judgement.earlier,
                    snapshot: JSONWriter.bytes { $0.value(state) }, authority: authority))
        }
        return moves
    }
}

/// One run's part of a transaction that moves several.
private struct RunMove: Sendable {
    let change: RunChange
    let content: RunContent
    let earlier: [Int: [UInt8]]
    /// The present.
    let snapshot: [UInt8]
    let authority: MoveAuthority

    func store(in connection: Connection) throws -> (change: RunChange, events: [StoredEvent]) {
        let facts = change.after.facts
        try CampaignStore.pin(content, in: connection)
        try RunStore.apply(change, snapshot: snapshot, in: connection)
        try RunStore.replaceSnapshots(of: facts.id, before: change.after.state.turn, with: earlier, in: connection)
        try AuditLog.append(audit, now: change.at, in: connection)
        let events = RunEvents(change: change, traceID: authority.traceID).ofMigration()
        return (change, try EventLog.append(events, to: facts.channel, now: change.at, in: connection).events)
    }

    private var audit: AuditEntry {
        guard let migration = change.migration else { fatalError("BUG: a move to another content that nobody made") }
        func place(_ run: LiveRun?, _ hash: String) -> [String: JSONValue] {
            ["contentHash": .string(hash), "sceneId": .string(run?.state.sceneID ?? "")]
        }
        var after = place(change.after, migration.toHash)
        after["mapping"] = migration.mapping.json
        return AuditEntry(
            actor: authority.actor, action: "migrate", target: "run:\(change.after.facts.id)",
            reason: "The pack \(content.pack.id) is another version.",
            before: .object(place(change.before, migration.fromHash)), after: .object(after))
    }
}
