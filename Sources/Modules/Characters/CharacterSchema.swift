package import Storage

/// The tables of characters, what they carry and what they did (data-model). Immutable once released.
///
/// What a column may hold is said with OR: SQLite makes a table of a list of more than two at each INSERT and UPDATE.
package enum CharacterSchema {
    package static let migrations = [
        Migration(
            module: "characters", version: 1,
            """
            CREATE TABLE characters (
                id INTEGER PRIMARY KEY,
                player_id INTEGER NOT NULL REFERENCES players (id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                archetype TEXT NOT NULL,
                race TEXT,
                level INTEGER NOT NULL,
                xp INTEGER NOT NULL,
                core_stats TEXT NOT NULL,
                skills TEXT NOT NULL,
                inventory_ref TEXT,
                max_hp INTEGER NOT NULL,
                portrait_asset TEXT,
                status TEXT NOT NULL CHECK (
                    status = 'ACTIVE' OR status = 'RETIRED' OR status = 'DEAD' OR status = 'OBSOLETE'),
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX characters_of_player ON characters (player_id, id);
            CREATE INDEX characters_active ON characters (player_id) WHERE status = 'ACTIVE';

            -- The limit of active characters may be a million: a count must not walk through them.
            CREATE TABLE character_counts (
                player_id INTEGER NOT NULL PRIMARY KEY REFERENCES players (id) ON DELETE CASCADE,
                active INTEGER NOT NULL CHECK (active >= 0)
            ) STRICT;
            CREATE TRIGGER characters_counted AFTER INSERT ON characters WHEN NEW.status = 'ACTIVE'
            BEGIN
                INSERT INTO character_counts (player_id, active) VALUES (NEW.player_id, 1)
                ON CONFLICT (player_id) DO UPDATE SET active = active + 1;
            END;
            CREATE TRIGGER characters_recounted AFTER UPDATE OF status ON characters WHEN NEW.status <> OLD.status
            BEGIN
                UPDATE character_counts
                SET active = active + (NEW.status = 'ACTIVE') - (OLD.status = 'ACTIVE')
                WHERE player_id = NEW.player_id;
            END;
            CREATE TRIGGER characters_uncounted AFTER DELETE ON characters WHEN OLD.status = 'ACTIVE'
            BEGIN
                UPDATE character_counts SET active = active - 1 WHERE player_id = OLD.player_id;
            END;

            -- What one character carries lies together, in the order in which it was acquired: every sheet reads it.
            CREATE TABLE character_items (
                character_id INTEGER NOT NULL REFERENCES characters (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                item_id TEXT NOT NULL,
                pack TEXT NOT NULL,
                name_en TEXT NOT NULL,
                name_ru TEXT NOT NULL,
                rarity TEXT NOT NULL,
                quantity INTEGER NOT NULL CHECK (quantity > 0),
                slot TEXT,
                acquired_run_id TEXT,
                acquired_at INTEGER NOT NULL,
                -- As its author made it (ItemTraits): where it is worn, what it needs, how often it can be used.
                fits TEXT,
                needs_attunement INTEGER NOT NULL,
                attuned INTEGER NOT NULL,
                charges INTEGER,
                soulbound INTEGER NOT NULL,
                tradeable INTEGER NOT NULL,
                PRIMARY KEY (character_id, position),
                UNIQUE (character_id, item_id)
            ) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX character_items_worn ON character_items (character_id, slot) WHERE slot IS NOT NULL;

            CREATE TABLE character_events (
                id INTEGER PRIMARY KEY,
                character_id INTEGER,
                party_id INTEGER,
                campaign_run_id TEXT,
                world_event_type TEXT NOT NULL,
                importance TEXT NOT NULL CHECK (importance = 'MICRO' OR importance = 'MESO' OR importance = 'MACRO'),
                payload TEXT NOT NULL,
                timestamp INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX character_events_of_character ON character_events (character_id, id)
                WHERE character_id IS NOT NULL;
            -- What characters did in a run is found by them: another index of all would cost each turn a page.
            CREATE INDEX character_events_of_run ON character_events (campaign_run_id, id)
                WHERE campaign_run_id IS NOT NULL AND character_id IS NULL;
            CREATE TRIGGER character_events_keep BEFORE UPDATE ON character_events
            BEGIN SELECT RAISE(ABORT, 'character_events is append-only'); END;
            CREATE TRIGGER character_events_stay BEFORE DELETE ON character_events
            BEGIN SELECT RAISE(ABORT, 'character_events is append-only'); END;
            """)
    ]
}
