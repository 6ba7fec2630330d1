internal import Storage

/// The tables of this module (data-model.md). A migration is immutable once released.
///
/// `run_snapshots` holds the rules' whole state at each turn, as JSON: the row of the run's own `turn` is the present,
/// the others are what a rewind goes back to, when the turn opened a scene state. `run_rewinds` says which part of the
/// log is an old branch: it stays as it was. Snapshots of later turns go, and are made anew by what is played instead.
/// `run_migrations` says when it went on with another version of its pack, which rewrites the snapshots and drops those
/// that the new version has no place for; the log's older lines keep the ids of their time.
/// The other run tables say the same in columns, for lists, logs and people with `sqlite3`. Whatever is written of a
/// run raises its `revision`; `turn` counts only what moved the story. `position` numbers scenes, decisions, rolls,
/// rewinds and migrations of one run in the order in which they happened, across the five tables, and is what the log's cursor holds.
///
/// The four tables that every turn adds to know their run by its `number`: each of their index entries would repeat the
/// 36 characters of its id, and a commit writes whole pages of them. The payload of a scene state, which never changes,
/// has a table of its own, so that to resolve the scene does not write it again.
enum CampaignSchema {
    static let migrations = [
        Migration(
            module: "campaigns", version: 1,
            """
            CREATE TABLE campaign_templates (
                id TEXT PRIMARY KEY,
                world_id TEXT NOT NULL,
                title TEXT NOT NULL,
                description TEXT NOT NULL,
                season_version TEXT NOT NULL,
                pack_id TEXT NOT NULL,
                content_hash TEXT NOT NULL,
                metadata TEXT NOT NULL
            ) STRICT;

            CREATE TABLE episodes (
                campaign_template_id TEXT NOT NULL REFERENCES campaign_templates (id),
                id TEXT NOT NULL,
                ord INTEGER NOT NULL,
                type TEXT NOT NULL,
                metadata TEXT NOT NULL,
                PRIMARY KEY (campaign_template_id, id)
            ) STRICT;

            CREATE TABLE run_content (
                content_hash TEXT PRIMARY KEY,
                body BLOB NOT NULL
            ) STRICT;

            CREATE TABLE campaign_runs (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                campaign_template_id TEXT NOT NULL REFERENCES campaign_templates (id),
                party_id INTEGER NOT NULL REFERENCES parties (id),
                status TEXT NOT NULL,
                current_episode_id TEXT,
                current_scene_id TEXT,
                created_at INTEGER NOT NULL,
                finished_at INTEGER,
                canon_version TEXT NOT NULL,
                content_hash TEXT NOT NULL REFERENCES run_content (content_hash),
                seed BLOB NOT NULL,
                seed_commitment TEXT NOT NULL,
                turn INTEGER NOT NULL,
                language TEXT NOT NULL,
                profile TEXT NOT NULL,
                decision TEXT NOT NULL,
                decision_seconds INTEGER NOT NULL,
                paused INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                next_position INTEGER NOT NULL,
                turned_at INTEGER NOT NULL,
                last_outcome TEXT
            ) STRICT;
            CREATE INDEX campaign_runs_unfinished_by_party ON campaign_runs (party_id) WHERE finished_at IS NULL;
            CREATE INDEX campaign_runs_by_content ON campaign_runs (content_hash);

            CREATE TABLE run_characters (
                campaign_run_id TEXT NOT NULL REFERENCES campaign_runs (id),
                character_id INTEGER NOT NULL REFERENCES characters (id) ON DELETE CASCADE,
                player_id INTEGER NOT NULL REFERENCES players (id) ON DELETE CASCADE,
                role TEXT NOT NULL CHECK (role = 'MAIN' OR role = 'GUEST' OR role = 'NPC_CONTROLLED'),
                hp INTEGER NOT NULL,
                max_hp INTEGER NOT NULL,
                statuses TEXT NOT NULL,
                items TEXT NOT NULL,
                xp_gained INTEGER NOT NULL,
                joined_turn INTEGER NOT NULL,
                absent INTEGER NOT NULL,
                PRIMARY KEY (campaign_run_id, character_id)
            ) STRICT;
            CREATE INDEX run_characters_by_player ON run_characters (player_id, campaign_run_id);
            CREATE INDEX run_characters_by_character ON run_characters (character_id, campaign_run_id);
            CREATE VIEW character_campaign_runs AS SELECT character_id, campaign_run_id, role FROM run_characters;

            CREATE TABLE run_snapshots (
                run INTEGER NOT NULL REFERENCES campaign_runs (number),
                turn INTEGER NOT NULL,
                state BLOB NOT NULL,
                -- Of the scene state that the turn opened; NULL where the scene goes on.
                position INTEGER,
                -- The newest line of all chronicles when the turn was over.
                chronicle INTEGER NOT NULL,
                PRIMARY KEY (run, turn)
            ) STRICT;

            CREATE TABLE run_rewinds (
                run INTEGER NOT NULL REFERENCES campaign_runs (number),
                position INTEGER NOT NULL,
                -- What the log holds from here to `position` is the old branch.
                from_position INTEGER NOT NULL,
                from_turn INTEGER NOT NULL,
                to_turn INTEGER NOT NULL,
                -- NULL: erased
                player_id INTEGER REFERENCES players (id) ON DELETE SET NULL,
                reason TEXT NOT NULL,
                at INTEGER NOT NULL,
                PRIMARY KEY (run, position)
            ) STRICT;

            CREATE TABLE run_migrations (
                run INTEGER NOT NULL REFERENCES campaign_runs (number),
                position INTEGER NOT NULL,
                from_hash TEXT NOT NULL,
                to_hash TEXT NOT NULL,
                -- By which older scenes, decisions and choices are found in the new content, JSON.
                mapping TEXT NOT NULL,
                at INTEGER NOT NULL,
                PRIMARY KEY (run, position)
            ) STRICT;

            CREATE TABLE scene_states (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                run INTEGER NOT NULL REFERENCES campaign_runs (number),
                episode_id TEXT NOT NULL,
                scene_id TEXT NOT NULL,
                scene_order INTEGER NOT NULL,
                scene_type TEXT NOT NULL,
                profile TEXT NOT NULL,
                input_context TEXT NOT NULL,
                resolved INTEGER NOT NULL,
                result_flags TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                resolved_at INTEGER,
                position INTEGER NOT NULL
            ) STRICT;
            CREATE UNIQUE INDEX scene_states_by_run ON scene_states (run, position);

            CREATE TABLE scene_payloads (
                number INTEGER PRIMARY KEY REFERENCES scene_states (number),
                generated_payload TEXT NOT NULL
            ) STRICT;

            CREATE TABLE run_actions (
                run INTEGER NOT NULL REFERENCES campaign_runs (number),
                position INTEGER NOT NULL,
                turn INTEGER NOT NULL,
                scene_state_id TEXT NOT NULL,
                player_id INTEGER NOT NULL REFERENCES players (id) ON DELETE CASCADE,
                character_id INTEGER,
                action_id TEXT,
                action_type TEXT NOT NULL,
                payload TEXT NOT NULL,
                outcome TEXT,
                -- Of an action with an id, its answer: head, generated_payload of the scene shown, tail.
                shown_scene_id TEXT,
                answer_head TEXT,
                answer_tail TEXT,
                at INTEGER NOT NULL,
                PRIMARY KEY (run, position)
            ) STRICT;
            CREATE UNIQUE INDEX run_actions_by_action_id ON run_actions (run, player_id, action_id)
                WHERE action_id IS NOT NULL;

            CREATE TABLE dice_rolls (
                run INTEGER NOT NULL REFERENCES campaign_runs (number),
                number INTEGER NOT NULL,
                who INTEGER,
                why TEXT NOT NULL,
                formula TEXT NOT NULL,
                rolls TEXT NOT NULL,
                total INTEGER NOT NULL,
                dc INTEGER,
                outcome TEXT,
                visibility TEXT NOT NULL,
                at INTEGER NOT NULL,
                action_id TEXT NOT NULL,
                position INTEGER NOT NULL,
                PRIMARY KEY (run, position)
            ) STRICT;

            -- One for each scene state that the party votes over; its id is that of the scene state.
            CREATE TABLE votes (
                scene INTEGER PRIMARY KEY REFERENCES scene_states (number),
                run INTEGER NOT NULL REFERENCES campaign_runs (number),
                -- [{"id","label","skill"?}]; with a skill: somebody's own move
                options TEXT NOT NULL,
                opened_at INTEGER NOT NULL,
                deadline INTEGER NOT NULL,
                extended INTEGER NOT NULL,
                -- Milliseconds that were left when the run was paused.
                frozen INTEGER,
                closed_at INTEGER,
                -- The option; NULL also when the story went on without it.
                result TEXT
            ) STRICT;
            CREATE INDEX votes_open ON votes (run) WHERE closed_at IS NULL;

            CREATE TABLE vote_ballots (
                scene INTEGER NOT NULL REFERENCES votes (scene),
                player_id INTEGER NOT NULL REFERENCES players (id) ON DELETE CASCADE,
                -- NULL: only asks for time, or was for what is no option any more
                option_id TEXT,
                character_id INTEGER,
                is_advance INTEGER NOT NULL,
                wants_time INTEGER NOT NULL,
                PRIMARY KEY (scene, player_id)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE flag_states (
                id INTEGER PRIMARY KEY,
                campaign_run_id TEXT NOT NULL REFERENCES campaign_runs (id),
                key TEXT NOT NULL,
                value TEXT NOT NULL,
                source_scene_id TEXT NOT NULL,
                UNIQUE (campaign_run_id, key)
            ) STRICT;

            CREATE TABLE relations (
                campaign_run_id TEXT NOT NULL REFERENCES campaign_runs (id),
                npc_id TEXT NOT NULL,
                character_id INTEGER NOT NULL REFERENCES characters (id) ON DELETE CASCADE,
                value INTEGER NOT NULL,
                PRIMARY KEY (campaign_run_id, npc_id, character_id)
            ) STRICT;

            CREATE TABLE adventure_summaries (
                campaign_run_id TEXT PRIMARY KEY REFERENCES campaign_runs (id),
                summary TEXT NOT NULL,
                retcon_package TEXT NOT NULL,
                created_at INTEGER NOT NULL
            ) STRICT;
            """)
    ]
}
