#include "CSQLite.h"

#include <pthread.h>

static int configured = SQLITE_ERROR;

static void configure(void) {
    configured = sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    if (configured == SQLITE_OK) configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

int csqlite_configure(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, configure);
    return configured;
}

// A null pointer would bind NULL, whatever the count; an empty Swift array may have one.

int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *bytes, int count) {
    return sqlite3_bind_text(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}

int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
    return sqlite3_bind_blob(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}
