"""A database of a gigabyte, as a server has it after some thousands of evenings: one played run, many times."""

import sqlite3
from pathlib import Path

from .api import make_players, play
from .process import Server

TARGET_BYTES = 1_000_000_000
UNFINISHED = 200

# Rows of one player by table, in an order that foreign keys like. In the first data of a fresh server a player, its
# character, its party and its run have the same number, so one offset moves them all.
OWN = {
    "players": "id = :player",
    "sessions": "player_id = :player",
    "characters": "player_id = :player",
    "character_items": "character_id = :player",
    "parties": "id = :player",
    "party_members": "party_id = :player",
    "campaign_runs": "party_id = :player",
    "run_characters": "player_id = :player",
    "run_snapshots": "run = :player",
    "scene_states": "run = :player",
    "scene_payloads": "scene_payloads.number IN (SELECT s.number FROM scene_states s WHERE s.run = :player)",
    "run_actions": "run = :player",
    "dice_rolls": "run = :player",
    "flag_states": "campaign_run_id = :run",
    "relations": "campaign_run_id = :run",
    "adventure_summaries": "campaign_run_id = :run",
    "character_events": "party_id = :player",
    "sync_channels": "channel IN ('run:' || :run, 'party:' || :player)",
    "sync_events": """channel_id IN (
        SELECT id FROM sync_channels WHERE channel IN ('run:' || :run, 'party:' || :player))""",
}
NUMBERED = {"players", "sessions", "characters", "parties"}
OWNER_COLUMNS = {"player_id", "character_id", "party_id", "leader_character_id", "run"}
RUN_COLUMNS = {"campaign_run_id", "active_campaign_run_id", "acquired_run_id"}
SCENE_COLUMNS = {"current_scene_id", "scene_state_id", "shown_scene_id"}
RANDOM = {
    "guest_key_hash": "randomblob(32)", "token_hash": "randomblob(32)", "invite_code": "hex(randomblob(4))",
    "family": "lower(hex(randomblob(16)))",
}


def make(binary: Path, data: Path) -> int:
    """Makes a data folder with such a database; its bytes."""
    with Server(binary, data) as server:
        server.wait_until_it_answers()
        done, begun = make_players(server.port, 2)
        play(server.port, done, None)
        play(server.port, begun, 3)
    path = data / "mimic.db"
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA cache_size = -262144")
    copies = _Copies(database)
    copies.make(player=2, count=UNFINISHED)
    before = _size(database)
    copies.make(player=1, count=100)
    copies.make(player=1, count=int((TARGET_BYTES - _size(database)) / (_size(database) - before) * 100))
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path.stat().st_size


def _size(database: sqlite3.Connection) -> int:
    return database.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]


class _Copies:
    def __init__(self, database: sqlite3.Connection):
        self._database = database
        self._made = 2  # players there are

    def make(self, player: int, count: int):
        run = self._database.execute("SELECT id FROM campaign_runs WHERE party_id = ?", (player,)).fetchone()[0]
        values = {"player": player, "run": run, "first": self._made + 1, "last": self._made + count}
        self._database.execute("BEGIN")
        for table, condition in OWN.items():
            names = [row[1] for row in self._database.execute(f"PRAGMA table_info({table})")]
            columns = ", ".join(_value(table, name) for name in names)
            self._database.execute(
                f"""
                WITH RECURSIVE copy(number) AS (
                    SELECT :first UNION ALL SELECT number + 1 FROM copy WHERE number < :last)
                INSERT INTO {table} ({", ".join(names)}) SELECT {columns} FROM copy CROSS JOIN {table} WHERE {condition}
                """, values)
        self._database.execute("COMMIT")
        self._made += count


OTHER_ID = "printf('%08x', copy.number) || substr({0}, 9)"
CHANNEL = "iif({0} LIKE 'run:%', printf('run:%08x', copy.number) || substr({0}, 13), 'party:' || copy.number)"


def _value(table: str, column: str) -> str:
    """The SQL of a column's value in the copy of number `copy.number`."""
    if column in RANDOM:
        return RANDOM[column]
    if column in OWNER_COLUMNS or column == "id" and table in NUMBERED or (table, column) == ("campaign_runs", "number"):
        return f"iif({table}.{column} IS NULL, NULL, copy.number)"
    if column in RUN_COLUMNS | SCENE_COLUMNS or column == "id" and table in {"campaign_runs", "scene_states"}:
        # Still a UUID: its first eight digits count.
        return OTHER_ID.format(f"{table}.{column}")
    if column == "channel":
        return CHANNEL.format("channel")
    if (table, column) == ("scene_states", "number"):
        return "NULL"
    if (table, column) == ("scene_payloads", "number"):
        return f"""(
            SELECT theirs.number FROM scene_states ours JOIN scene_states theirs
                ON theirs.id = {OTHER_ID.format("ours.id")}
            WHERE ours.number = scene_payloads.number)"""
    if column == "channel_id":
        return f"""(
            SELECT theirs.id FROM sync_channels ours JOIN sync_channels theirs
                ON theirs.channel = {CHANNEL.format("ours.channel")}
            WHERE ours.id = sync_events.channel_id)"""
    return "NULL" if column == "id" else f"{table}.{column}"
