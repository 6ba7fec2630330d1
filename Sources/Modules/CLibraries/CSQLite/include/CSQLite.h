#pragma once
#include <sqlite3.h>

/// `sqlite3_config` is variadic and so out of Swift's reach. Call before the first open; once is enough.
/// A connection has no mutex, for it belongs to one thread: so its values may be read without protection, see
/// https://sqlite.org/c3ref/value.html. And no global memory statistics: they cost a mutex on every allocation.
int csqlite_configure(void);

/// Lets the kernel begin with what is written to a database or its log before the sync that waits for it. Call before the
/// first open; once is enough.
int csqlite_begin_writeback_early(void);

/// Registers a VFS that is the system's, but for the write-ahead log: what is written there between two syncs leaves in
/// one write. For the connection that writes; call once, before it is opened.
int csqlite_register_gathering_log(void);

/// Its name.
extern const char *const csqlite_gathering_log;

/// SQLITE_STATIC and SQLITE_TRANSIENT are casts that Swift cannot import. A null `bytes` is the empty value.
int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *bytes, int count);
int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count);
