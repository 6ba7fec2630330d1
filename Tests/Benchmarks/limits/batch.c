// The limit for writes: one thread that commits batches straight into SQLite, and nothing else.
//
// Repeats the newest character of a database, with what it carries, for the players in turn: the statements, bindings,
// pragmas and checkpoints of the server's writer, without sockets, queues, JSON or Swift.
//
// usage: batch DATABASE STATEMENTS_FILE JOBS JOBS_IN_A_BATCH
// Prints {"jobs": …, "seconds": …, "cpu_seconds": …}.

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { STATEMENT_COUNT = 6, ITEM_LIMIT = 8, PLAYER_LIMIT = 1024, CHECKPOINT_PAGES = 8000 };

// In the order of the statements' file.
enum { count_active, insert_character, insert_item, select_sheet, select_items, select_language };

typedef struct {
    sqlite3_value *columns[16];
} row;

static sqlite3 *database;
static sqlite3_stmt *statements[STATEMENT_COUNT];
static sqlite3_stmt *begin, *commit;
static row sample, sample_items[ITEM_LIMIT];
static int item_count, log_pages, player_count;
static int64_t players[PLAYER_LIMIT];

static void check(int code, const char *what) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    fprintf(stderr, "batch: %s: %s\n", what, sqlite3_errmsg(database));
    exit(1);
}

static sqlite3_stmt *prepare(const char *sql, const char **rest) {
    sqlite3_stmt *statement = NULL;
    check(sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, rest), sql);
    return statement;
}

static void finish(sqlite3_stmt *statement) {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

// Steps to the end, reading every column as text or number, as who makes an answer of them would.
static void run(sqlite3_stmt *statement) {
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            if (sqlite3_column_type(statement, i) == SQLITE_INTEGER) sqlite3_column_int64(statement, i);
            else sqlite3_column_text(statement, i);
    check(code, sqlite3_sql(statement));
    finish(statement);
}

static void bind(sqlite3_stmt *statement, int index, const row *from, int column) {
    check(sqlite3_bind_value(statement, index, from->columns[column]), "bind");
}

static row copy(sqlite3_stmt *statement) {
    row copied = {{0}};
    for (int i = 0; i < sqlite3_column_count(statement); i++)
        copied.columns[i] = sqlite3_value_dup(sqlite3_column_value(statement, i));
    return copied;
}

static void read_sample(void) {
    sqlite3_stmt *character = prepare(
        "SELECT name, archetype, race, core_stats, skills, max_hp, portrait_asset, created_at FROM characters "
        "ORDER BY id DESC LIMIT 1", NULL);
    if (sqlite3_step(character) != SQLITE_ROW) {
        fprintf(stderr, "batch: there is no character to repeat\n");
        exit(1);
    }
    sample = copy(character);
    sqlite3_finalize(character);
    sqlite3_stmt *items = prepare(
        "SELECT position, item_id, pack, name_en, name_ru, rarity, quantity, slot, acquired_run_id, acquired_at, "
        "fits, needs_attunement, attuned, charges, soulbound, tradeable "
        "FROM character_items WHERE character_id = (SELECT max(id) FROM characters) ORDER BY position", NULL);
    while (sqlite3_step(items) == SQLITE_ROW && item_count < ITEM_LIMIT) sample_items[item_count++] = copy(items);
    sqlite3_finalize(items);
    sqlite3_stmt *everybody = prepare("SELECT id FROM players ORDER BY id", NULL);
    while (sqlite3_step(everybody) == SQLITE_ROW && player_count < PLAYER_LIMIT)
        players[player_count++] = sqlite3_column_int64(everybody, 0);
    sqlite3_finalize(everybody);
}

static void prepare_all(const char *path) {
    static char text[65536];
    FILE *file = fopen(path, "rb");
    if (!file || fread(text, 1, sizeof text - 1, file) == 0) {
        fprintf(stderr, "batch: cannot read %s\n", path);
        exit(1);
    }
    fclose(file);
    const char *rest = text;
    for (int i = 0; i < STATEMENT_COUNT; i++) statements[i] = prepare(rest, &rest);
    begin = prepare("BEGIN IMMEDIATE", NULL);
    commit = prepare("COMMIT", NULL);
}

static int on_commit(void *context, sqlite3 *of, const char *name, int pages) {
    (void)context, (void)of, (void)name;
    log_pages = pages;
    return SQLITE_OK;
}

// The writer's own, from Sources/Modules/Storage/Connection+Open.swift.
static void open_database(const char *path) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    check(sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL), path);
    check(sqlite3_exec(database,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
        "PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864;"
        "PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF",
        NULL, NULL, NULL), "pragmas");
    sqlite3_wal_hook(database, on_commit, NULL);
}

static void create(int64_t player) {
    sqlite3_bind_int64(statements[count_active], 1, player);
    run(statements[count_active]);

    sqlite3_stmt *character = statements[insert_character];
    sqlite3_bind_int64(character, 1, player);
    for (int i = 0; i < 8; i++) bind(character, i + 2, &sample, i);
    check(sqlite3_step(character), "insert");
    int64_t id = sqlite3_column_int64(character, 0);
    finish(character);

    for (int i = 0; i < item_count; i++) {
        sqlite3_stmt *item = statements[insert_item];
        sqlite3_bind_int64(item, 1, id);
        for (int column = 0; column < 16; column++) bind(item, column + 2, &sample_items[i], column);
        run(item);
    }
    sqlite3_bind_int64(statements[select_sheet], 1, id);
    run(statements[select_sheet]);
    sqlite3_bind_int64(statements[select_items], 1, id);
    run(statements[select_items]);
    sqlite3_bind_int64(statements[select_language], 1, player);
    run(statements[select_language]);
}

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec / 1e6; }

int main(int count, char **arguments) {
    if (count != 5) {
        fprintf(stderr, "usage: batch DATABASE STATEMENTS_FILE JOBS JOBS_IN_A_BATCH\n");
        return 2;
    }
    long jobs = atol(arguments[3]), batch = atol(arguments[4]);
    open_database(arguments[1]);
    read_sample();
    prepare_all(arguments[2]);

    struct timespec started, ended;
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    clock_gettime(CLOCK_MONOTONIC, &started);
    for (long done = 0; done < jobs;) {
        run(begin);
        for (long i = 0; i < batch && done < jobs; i++, done++) create(players[done % player_count]);
        run(commit);
        if (log_pages >= CHECKPOINT_PAGES)
            sqlite3_wal_checkpoint_v2(database, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    }
    clock_gettime(CLOCK_MONOTONIC, &ended);
    getrusage(RUSAGE_SELF, &after);
    printf("{\"jobs\": %ld, \"seconds\": %.6f, \"cpu_seconds\": %.6f}\n", jobs,
        (ended.tv_sec - started.tv_sec) + (ended.tv_nsec - started.tv_nsec) / 1e9,
        seconds(after.ru_utime) - seconds(before.ru_utime) + seconds(after.ru_stime) - seconds(before.ru_stime));
    sqlite3_close_v2(database);
    return 0;
}
