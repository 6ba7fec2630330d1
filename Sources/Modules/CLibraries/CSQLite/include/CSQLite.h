#pragma once
#include <sqlite3.h>

/// `sqlite3_config` is variadic and so out of Swift's reach. Call before the first open.
/// Turns off the global memory statistics: they cost a mutex on every allocation.
int csqlite_configure(void);

/// SQLITE_STATIC and SQLITE_TRANSIENT are casts that Swift cannot import. A null `bytes` is the empty value.
int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *bytes, int count);
int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count);
