import ApplianceTesting
import Core

@testable import Storage

/// What must hold of the whole database, whoever was acknowledged what: no event without its state, no state without its
/// event, no hole in any numbering.
///
/// Each rule is a query for what breaks it.
struct StructureVerification {
    let connection: Connection
    private(set) var violations: [String] = []

    init(_ connection: Connection) { self.connection = connection }

    mutating func run() throws {
        try checkFile()
        try checkChannels()
        try checkPositions()
        try checkTurns()
        try checkDice()
        try checkFights()
        try checkRunEvents()
        try checkVotes()
        try checkRunEnds()
        try checkParties()
        try checkCharacters()
    }

    /// - Parameter broken: rows that break the rule, each named by its first column.
    private mutating func expectNone(_ what: String, _ broken: [String]) {
        guard !broken.isEmpty else { return }
        violations.append("\(what): \(broken.prefix(5).joined(separator: ", "))")
    }

    private func names(_ sql: StaticString) throws -> [String] { try connection.all(sql) { $0.text(0) } }

    private mutating func checkFile() throws {
        expectNone("integrity_check", try names("PRAGMA integrity_check").filter { $0 != "ok" })
        expectNone("foreign_key_check", try names("PRAGMA foreign_key_check"))
    }

    private mutating func checkChannels() throws {
        expectNone(
            "a channel's numbers have a hole or go on behind its end",
            try names(
                """
                SELECT c.channel FROM sync_channels c LEFT JOIN sync_events e ON e.channel_id = c.id
                GROUP BY c.channel
                HAVING count(e.seq) <> c.next_seq - c.oldest_seq
                    OR coalesce(min(e.seq), c.oldest_seq) <> c.oldest_seq
                    OR coalesce(max(e.seq), c.next_seq - 1) <> c.next_seq - 1
                """))
        expectNone(
            "an event's bytes tell another number or channel than its row",
            try names(
                """
                SELECT channel || ' ' || seq FROM channel_events
                WHERE json_extract(body, '$.seq') <> seq
                    OR json_extract(body, '$.channel') <> channel
                """))
        expectNone(
            "a run has no channel, or a channel no run or party",
            try names(
                """
                SELECT id FROM campaign_runs WHERE 'run:' || id NOT IN (SELECT channel FROM sync_channels)
                UNION ALL SELECT channel FROM sync_channels
                WHERE channel NOT IN (SELECT 'run:' || id FROM campaign_runs)
                    AND channel NOT IN (SELECT 'party:' || id FROM parties)
                """))
    }

    /// Scenes, decisions, rolls and rewinds of a run share one numbering; rolls have one of their own beside it.
    private mutating func checkPositions() throws {
        expectNone(
            "the log of a run has a hole or a double",
            try names(
                """
                SELECT r.id FROM campaign_runs r JOIN (
                    SELECT run, position FROM scene_states
                    UNION ALL SELECT run, position FROM run_actions
                    UNION ALL SELECT run, position FROM dice_rolls
                    UNION ALL SELECT run, position FROM run_rewinds
                    UNION ALL SELECT run, position FROM run_migrations
                ) p ON p.run = r.number
                GROUP BY r.id
                HAVING count(*) <> r.next_position OR count(DISTINCT p.position) <> r.next_position
                    OR min(p.position) <> 0 OR max(p.position) <> r.next_position - 1
                """))
        expectNone(
            "the rolls of a run have a hole",
            try names(
                """
                SELECT run FROM dice_rolls GROUP BY run
                HAVING min(number) <> 0 OR max(number) <> count(*) - 1
                """))
    }

    /// A turn is an action that moved the story: it closes a scene, and leaves a state and a line in the chronicle, as a
    /// whole fight does. What was rewound does not count, and a line of the chronicle does not that a later one takes back.
    private mutating func checkTurns() throws {
        expectNone(
            "the turns of a run are not those of its rows",
            try names(
                """
                SELECT id FROM campaign_runs r WHERE turn <> (
                    SELECT count(*) FROM run_actions a WHERE run = r.number AND outcome IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM run_rewinds w WHERE w.run = a.run
                        AND a.position >= w.from_position AND a.position < w.position)
                ) OR turn <> (
                    SELECT count(*) FROM scene_states s WHERE run = r.number AND resolved = 1 AND NOT EXISTS (
                        SELECT 1 FROM run_rewinds w WHERE w.run = s.run
                        AND s.position >= w.from_position AND s.position < w.position)
                ) OR turn <> (
                    SELECT count(*) FROM character_events
                    WHERE campaign_run_id = r.id AND world_event_type IN ('CHOICE', 'FREEFORM', 'COMBAT') AND id NOT IN (
                        SELECT j.value FROM character_events b, json_each(b.payload, '$.events') j
                        WHERE b.campaign_run_id = r.id AND b.world_event_type = 'REWOUND')
                ) + (
                    SELECT count(*) FROM scene_states s WHERE run = r.number
                        AND s.input_context ->> '$.choiceId' = 'fight.turn' AND NOT EXISTS (
                        SELECT 1 FROM run_rewinds w WHERE w.run = s.run
                        AND s.position >= w.from_position AND s.position < w.position)
                ) OR turn + 1 <> (
                    SELECT count(*) FROM run_snapshots WHERE run = r.number AND turn <= r.turn
                ) OR turn <> (SELECT max(turn) FROM run_snapshots WHERE run = r.number)
                """))
        expectNone(
            "a roll was made by no action",
            try names(
                """
                SELECT run || ' ' || number FROM dice_rolls d WHERE action_id <> '' AND NOT EXISTS (
                    SELECT 1 FROM run_actions a
                    WHERE a.run = d.run AND a.action_id = d.action_id AND a.at = d.at)
                """))
    }

    /// Every roll again from its run's seed: of checks, and of fights, which roll for order, blows, damage and loot.
    private mutating func checkDice() throws {
        expectNone(
            "a roll did not fall so",
            try connection.all(
                """
                SELECT r.seed, r.id, d.number, d.formula, d.rolls, d.total, d.dc, d.outcome, d.action_id
                FROM dice_rolls d JOIN campaign_runs r ON r.number = d.run
                """
            ) { row in
                let faces = try JSON.decode([Int].self, from: row.blob(4))
                let roll = DiceProof.Roll(
                    number: row.int(2), formula: row.text(3), faces: faces, total: row.int(5),
                    dc: row.optionalInt(6), outcome: row.optionalText(7), actionID: row.text(8))
                return DiceProof(seed: row.blob(0)).fault(of: roll).map { "\(row.text(1)): \($0)" }
            }.compactMap { $0 })
    }

    /// A fight that the chronicle tells of was begun, with rolls for its order; and what a fight rolls is rolled in a
    /// scene where it is fought.
    private mutating func checkFights() throws {
        expectNone(
            "a fight is told of that nobody began",
            try names(
                """
                SELECT e.id || '' FROM character_events e JOIN campaign_runs r ON r.id = e.campaign_run_id
                WHERE e.world_event_type = 'COMBAT' AND NOT EXISTS (
                    SELECT 1 FROM dice_rolls d WHERE d.run = r.number AND d.dc IS NULL
                    AND instr(d.why, 'combat:' || (e.payload ->> '$.sceneId') || ':initiative:') = 1)
                """))
        expectNone(
            "a fight was fought in a scene that never was",
            try names(
                """
                SELECT d.run || ' ' || d.number FROM dice_rolls d WHERE instr(d.why, 'combat:') = 1 AND NOT EXISTS (
                    SELECT 1 FROM scene_states s WHERE s.run = d.run AND s.scene_type = 'combat'
                    AND instr(d.why, 'combat:' || s.scene_id || ':') = 1)
                """))
    }

    /// Each vote is announced and its end told, and the open one is that of the scene that the run stands in.
    private mutating func checkVotes() throws {
        expectNone(
            "votes and their events are not the same",
            try names(
                """
                SELECT id FROM campaign_runs r WHERE (SELECT count(*) FROM votes WHERE run = r.number) <> (
                    SELECT count(*) FROM channel_events WHERE channel = 'run:' || r.id AND event_type = 'vote.started'
                ) OR (SELECT count(*) FROM votes WHERE run = r.number AND closed_at IS NOT NULL) <> (
                    SELECT count(*) FROM channel_events WHERE channel = 'run:' || r.id AND event_type = 'vote.finished')
                """))
        expectNone(
            "a vote is open over another scene than the run's, or in a run that does not vote",
            try names(
                """
                SELECT r.id FROM votes v JOIN scene_states s ON s.number = v.scene
                    JOIN campaign_runs r ON r.number = v.run
                WHERE s.run <> v.run OR r.decision <> 'vote'
                    OR v.closed_at IS NULL AND (s.id <> r.current_scene_id OR r.finished_at IS NOT NULL)
                """))
        expectNone(
            "somebody is for what is no option",
            try names(
                """
                SELECT b.player_id || ' ' || b.option_id FROM vote_ballots b JOIN votes v USING (scene)
                WHERE b.option_id IS NOT NULL AND b.option_id NOT IN (
                    SELECT o.value ->> '$.id' FROM json_each(v.options) o)
                """))
    }

    private mutating func checkRunEvents() throws {
        expectNone(
            "actions and their events are not the same",
            try names(
                """
                SELECT id FROM campaign_runs r WHERE (
                    SELECT count(*) FROM run_actions WHERE run = r.number AND outcome IS NOT NULL
                ) <> (
                    SELECT count(*) FROM channel_events WHERE channel = 'run:' || r.id AND event_type = 'action.result'
                ) OR (
                    SELECT count(*) FROM run_actions WHERE run = r.number AND outcome IS NOT NULL
                ) <> (
                    SELECT count(*) FROM channel_events WHERE channel = 'run:' || r.id AND event_type = 'action.request'
                ) OR (SELECT count(*) FROM scene_states WHERE run = r.number) <> (
                    SELECT count(*) FROM channel_events WHERE channel = 'run:' || r.id AND (
                        event_type = 'campaign.scene_started'
                        -- While a fight goes on, it tells the next scene itself.
                        OR event_type = 'combat.update' AND json_type(body, '$.payload.scene') IS NOT NULL)
                ) OR (
                    SELECT count(*) FROM scene_states
                    WHERE run = r.number AND input_context ->> '$.choiceId' = 'fight.turn'
                ) <> (
                    SELECT count(*) FROM channel_events WHERE channel = 'run:' || r.id
                    AND event_type = 'combat.update' AND json_type(body, '$.payload.scene') IS NOT NULL
                ) OR (
                    SELECT count(*) FROM scene_states
                    WHERE run = r.number AND input_context ->> '$.choiceId' = 'fight.end'
                ) > (
                    SELECT count(*) FROM channel_events WHERE channel = 'run:' || r.id
                    AND event_type = 'combat.update' AND json_type(body, '$.payload.scene') IS NULL
                ) OR (
                    SELECT count(*) FROM run_actions WHERE run = r.number AND action_type IN ('pause', 'resume')
                ) <> (
                    SELECT count(*) FROM channel_events WHERE channel = 'run:' || r.id
                    AND event_type IN ('campaign.paused', 'campaign.resumed'))
                """))
        expectNone(
            "rewinds, their events and the audit log are not the same",
            try names(
                """
                SELECT id FROM campaign_runs r WHERE (SELECT count(*) FROM run_rewinds WHERE run = r.number) <> (
                    SELECT count(*) FROM channel_events
                    WHERE channel = 'run:' || r.id AND event_type = 'campaign.rewound'
                ) OR (SELECT count(*) FROM run_rewinds WHERE run = r.number) <> (
                    SELECT count(*) FROM audit_log WHERE target = 'run:' || r.id AND action = 'rewind')
                """))
        expectNone(
            "the result of an action tells of none that is kept",
            try names(
                """
                SELECT e.channel || ' ' || e.seq FROM channel_events e
                WHERE e.event_type = 'action.result' AND NOT EXISTS (
                    SELECT 1 FROM run_actions a JOIN campaign_runs r ON r.number = a.run WHERE 'run:' || r.id = e.channel
                    AND a.action_id IS json_extract(e.body, '$.payload.actionId')
                    AND a.turn = json_extract(e.body, '$.payload.turn'))
                """))
        expectNone(
            "a scene was announced that is not kept",
            try names(
                """
                SELECT e.channel || ' ' || e.seq FROM channel_events e
                WHERE e.event_type = 'campaign.scene_started'
                    AND json_extract(e.body, '$.payload.sceneId') NOT IN (SELECT id FROM scene_states)
                    OR e.event_type = 'combat.update' AND json_type(e.body, '$.payload.scene') IS NOT NULL
                    AND json_extract(e.body, '$.payload.scene.id') NOT IN (SELECT id FROM scene_states)
                """))
    }

    private mutating func checkRunEnds() throws {
        expectNone(
            "a run has ended in one place and not in another",
            try names(
                """
                SELECT r.id FROM campaign_runs r JOIN sync_channels c ON c.channel = 'run:' || r.id
                JOIN parties p ON p.id = r.party_id
                WHERE (r.status IN ('COMPLETED', 'ABORTED')) <> (r.finished_at IS NOT NULL)
                    OR (r.finished_at IS NULL) <> c.keeps_all
                    OR (r.finished_at IS NULL) <> (p.active_campaign_run_id IS r.id)
                    OR (r.status = 'COMPLETED') <> (r.id IN (SELECT campaign_run_id FROM adventure_summaries))
                    OR (r.status = 'COMPLETED') <> EXISTS (
                        SELECT 1 FROM channel_events e
                        WHERE e.channel = c.channel AND e.event_type = 'campaign.completed')
                    OR (r.status = 'ABORTED') <> EXISTS (
                        SELECT 1 FROM channel_events e WHERE e.channel = c.channel AND e.event_type = 'campaign.aborted')
                    OR (r.status = 'ABORTED') <> EXISTS (
                        SELECT 1 FROM character_events e
                        WHERE e.campaign_run_id = r.id AND e.world_event_type = 'CAMPAIGN_ABORTED')
                """))
    }

    private mutating func checkParties() throws {
        expectNone(
            "a party's channel tells otherwise who is in it",
            try names(
                """
                WITH told AS (
                    SELECT e.channel, json_extract(e.body, '$.payload.characterId') AS character_id,
                        e.event_type = 'party.join' AS joined, max(e.seq)
                    FROM channel_events e WHERE e.event_type IN ('party.join', 'party.leave') GROUP BY 1, 2
                )
                SELECT 'party:' || m.party_id || ' ' || m.character_id FROM party_members m
                LEFT JOIN told t ON t.channel = 'party:' || m.party_id AND t.character_id = m.character_id
                JOIN parties p ON p.id = m.party_id
                -- Nobody joined the one who made it.
                WHERE (m.left_at IS NULL) <> coalesce(t.joined, p.leader_character_id = m.character_id)
                UNION ALL SELECT channel || ' ' || character_id FROM told t WHERE NOT EXISTS (
                    SELECT 1 FROM party_members m
                    WHERE 'party:' || m.party_id = t.channel AND m.character_id = t.character_id)
                """))
        expectNone(
            "a party's channel tells of other runs than were begun",
            try names(
                """
                SELECT p.id || '' FROM parties p
                WHERE (SELECT count(*) FROM campaign_runs WHERE party_id = p.id) <> (
                    SELECT count(*) FROM channel_events
                    WHERE channel = 'party:' || p.id AND event_type = 'campaign.run_started')
                """))
    }

    private mutating func checkCharacters() throws {
        expectNone(
            "the count of active characters is wrong",
            try names(
                """
                SELECT p.id || '' FROM players p LEFT JOIN character_counts n ON n.player_id = p.id
                WHERE coalesce(n.active, 0) <> (
                    SELECT count(*) FROM characters WHERE player_id = p.id AND status = 'ACTIVE')
                """))
        expectNone(
            "a character plays in two unfinished runs",
            try names(
                """
                SELECT c.character_id || '' FROM run_characters c JOIN campaign_runs r ON r.id = c.campaign_run_id
                WHERE r.finished_at IS NULL AND c.absent = 0 GROUP BY c.character_id HAVING count(*) > 1
                """))
        expectNone(
            "a player has no session",
            try names("SELECT id || '' FROM players WHERE id NOT IN (SELECT player_id FROM sessions)"))
        expectNone(
            "a character has no kit",
            try names("SELECT id || '' FROM characters WHERE id NOT IN (SELECT character_id FROM character_items)"))
    }
}
