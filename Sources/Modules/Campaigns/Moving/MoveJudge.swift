internal import ContentPacks
internal import Core

/// Judges runs one after the other, and makes what they become. Pure; takes milliseconds a run: not on the loop.
struct MoveJudge: Sendable {
    private let order: MoveOrder
    /// By content hash: the packs that runs are pinned to.
    private(set) var packs: [String: Pack] = [:]
    private var likeness: [String: ContentMapping] = [:]
    private var ways: [Way: StateMove] = [:]
    private var proposal = ContentMapping()

    private struct Way: Hashable {
        let contentHash: String
        let campaignID: String
        let isProposed: Bool
    }

    /// What became of one run.
    struct Judgement: Sendable {
        let run: MoveReport.Run
        /// nil: it stays where it is.
        let state: RunState?
        /// States of earlier turns to go on with, as JSON, by turn; those that are not there are lost.
        let earlier: [Int: [UInt8]]
    }

    init(_ order: MoveOrder) { self.order = order }

    /// What runs of this content are played with; to be known before one of them is judged.
    mutating func learn(_ pack: Pack, _ contentHash: String) { packs[contentHash] = pack }

    func report(_ judgements: [Judgement]) -> MoveReport {
        MoveReport(
            packID: order.pack.id, contentHash: order.contentHash, runs: judgements.map(\.run), proposal: proposal,
            strangers: packs.isEmpty ? [] : order.mapping.strangers(to: packs.values))
    }

    /// - Throws: `DecodingError` when a stored state is not of this program.
    mutating func judge(_ run: RunInPlay) throws -> Judgement {
        guard let present = run.snapshots.last, present.turn == run.turn else {
            fatalError("BUG: run \(run.id) has no state of turn \(run.turn)")
        }
        let state = try JSON.decode(RunState.self, from: present.state)
        guard let way = way(of: run, proposed: false) else {
            return Judgement(
                run: judged(run, state, [.campaignGone(run.campaignID)], [], lost: [], isHelped: false), state: nil,
                earlier: [:])
        }
        let result = way.move(state)
        guard let moved = result.state else {
            let isHelped = result.obstacles.allSatisfy(\.yieldsToMapping) && proposes(for: run, state)
            return Judgement(
                run: judged(run, state, result.obstacles, result.losses, lost: [], isHelped: isHelped), state: nil,
                earlier: [:])
        }
        var earlier: [Int: [UInt8]] = [:]
        var lost: [Int] = []
        for snapshot in run.snapshots.dropLast() {
            if let state = way.move(try JSON.decode(RunState.self, from: snapshot.state)).state {
                earlier[snapshot.turn] = JSONWriter.bytes { $0.value(state) }
            } else if snapshot.isBoundary {
                lost.append(snapshot.turn)
            }
        }
        return Judgement(
            run: judged(run, state, [], result.losses, lost: lost, isHelped: false), state: moved, earlier: earlier)
    }

    private func judged(
        _ run: RunInPlay, _ state: RunState, _ obstacles: [MoveObstacle], _ losses: [MoveLoss], lost: [Int],
        isHelped: Bool
    ) -> MoveReport.Run {
        MoveReport.Run(
            id: run.id, campaignID: run.campaignID, turn: run.turn, sceneID: state.sceneID,
            contentHash: run.contentHash,
            verdict: obstacles.isEmpty
                ? .ready : obstacles.allSatisfy(\.yieldsToMapping) ? .needsMapping : .cannot,
            obstacles: obstacles, losses: losses, lostTurns: lost, isHelpedByProposal: isHelped)
    }

    /// Whether the run could go by what looks renamed; what it takes is told in the report then.
    private mutating func proposes(for run: RunInPlay, _ state: RunState) -> Bool {
        guard way(of: run, proposed: true)?.move(state).state != nil else { return false }
        proposal.add(likeness(from: run.contentHash))
        return true
    }

    /// nil when the campaign is gone.
    private mutating func way(of run: RunInPlay, proposed: Bool) -> StateMove? {
        let key = Way(contentHash: run.contentHash, campaignID: run.campaignID, isProposed: proposed)
        if let way = ways[key] { return way }
        guard let pack = packs[run.contentHash], let old = pack.campaign(run.campaignID) else {
            fatalError("BUG: content \(run.contentHash) has no campaign \(run.campaignID)")
        }
        guard let new = order.pack.campaign(run.campaignID) else { return nil }
        // What is asked of the rules here is the same in every language.
        let way = StateMove(
            from: CampaignRules(pack: pack, campaign: old, language: .english),
            to: CampaignRules(pack: order.pack, campaign: new, language: .english),
            by: proposed ? likeness(from: run.contentHash) : order.mapping)
        ways[key] = way
        return way
    }

    private mutating func likeness(from contentHash: String) -> ContentMapping {
        if let mapping = likeness[contentHash] { return mapping }
        var mapping = order.mapping
        if let pack = packs[contentHash] { mapping.add(ContentMapping(byLikenessFrom: pack, to: order.pack)) }
        likeness[contentHash] = mapping
        return mapping
    }
}
