internal import ContentPacks
package import Storage

extension MoveReport {
    /// What an order would do to the runs of a database, which is only read. Blocks: for commands.
    ///
    /// - Throws: `StorageError`; `DecodingError` when what is stored is not of this program.
    package init(surveying order: MoveOrder, in connection: Connection) throws {
        var judge = MoveJudge(order)
        var judgements: [MoveJudge.Judgement] = []
        for id in try RunInPlay.ids(for: order, in: connection) {
            guard let run = try RunInPlay.load(id, in: connection) else { continue }
            if judge.packs[run.contentHash] == nil {
                judge.learn(try RunContents.pack(of: run.contentHash, in: connection), run.contentHash)
            }
            judgements.append(try judge.judge(run))
        }
        self = judge.report(judgements)
    }
}
