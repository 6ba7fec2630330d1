#include "CSQLite.h"

#include <stdlib.h>
#include <string.h>

// DESIGN
//
//   SQLite                         this file                        the VFS below, the process's default
//   frame head, page, head, page   one buffer, as long as what      one xWrite for thirty pages
//   … two xWrite a page            comes follows what came before
//   xSync                          xWrite of the buffer, xSync  ->  the disk
//
// SQLite writes each page of a commit to the write-ahead log in two system calls, and an action's commit has some thirty
// pages: they took a fifth of the writer's time. Only the log is gathered; every other file is that of the VFS below.
//
// Why that loses nothing: with synchronous = FULL a commit syncs the log before it tells anybody of the commit, be it a
// reader through the log's index or the caller. What is in the buffer before that is no commit yet. Whatever looks at
// the log through this file (a page that was spilled and is read again, its size, a checkpoint) finds it written.
// A write that fails is reported by the call that made it necessary, and the commit fails with it; the buffer is
// forgotten then, because SQLite begins again where the last good commit ended.

// SQLite's VFS for Unix writes less than 128 KiB at once.
enum { GATHERED_BYTES = 124 << 10, FILE_BYTES = 1024 };

typedef struct {
    sqlite3_file base;
    sqlite3_file *real;     // of the VFS below, behind this in the same memory
    char *buffer;           // NULL: writes go through
    sqlite3_int64 start;    // where in the file the buffer belongs
    int count;
} log_file;

static sqlite3_vfs *below(void) { return sqlite3_vfs_find(NULL); }

static int flush(log_file *log) {
    int count = log->count;
    log->count = 0;
    return count == 0 ? SQLITE_OK : log->real->pMethods->xWrite(log->real, log->buffer, count, log->start);
}

static int log_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    log_file *log = (log_file *)file;
    if (log->count > 0 && (offset != log->start + log->count || count > GATHERED_BYTES - log->count)) {
        int code = flush(log);
        if (code != SQLITE_OK) return code;
    }
    if (!log->buffer || count > GATHERED_BYTES) return log->real->pMethods->xWrite(log->real, bytes, count, offset);
    if (log->count == 0) log->start = offset;
    memcpy(log->buffer + log->count, bytes, count);
    log->count += count;
    return SQLITE_OK;
}

static int log_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    log_file *log = (log_file *)file;
    int code = flush(log);
    return code == SQLITE_OK ? log->real->pMethods->xRead(log->real, bytes, count, offset) : code;
}

static int log_sync(sqlite3_file *file, int flags) {
    log_file *log = (log_file *)file;
    int code = flush(log);
    return code == SQLITE_OK ? log->real->pMethods->xSync(log->real, flags) : code;
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size) {
    log_file *log = (log_file *)file;
    int code = flush(log);
    return code == SQLITE_OK ? log->real->pMethods->xTruncate(log->real, size) : code;
}

static int log_size(sqlite3_file *file, sqlite3_int64 *size) {
    log_file *log = (log_file *)file;
    int code = flush(log);
    return code == SQLITE_OK ? log->real->pMethods->xFileSize(log->real, size) : code;
}

static int log_close(sqlite3_file *file) {
    log_file *log = (log_file *)file;
    flush(log);
    free(log->buffer);
    return log->real->pMethods->xClose(log->real);
}

// Nobody locks a log: its index is in shared memory beside it, which belongs to the database's file.
static int log_lock(sqlite3_file *file, int level) {
    log_file *log = (log_file *)file;
    return log->real->pMethods->xLock(log->real, level);
}

static int log_unlock(sqlite3_file *file, int level) {
    log_file *log = (log_file *)file;
    return log->real->pMethods->xUnlock(log->real, level);
}

static int log_is_reserved(sqlite3_file *file, int *result) {
    log_file *log = (log_file *)file;
    return log->real->pMethods->xCheckReservedLock(log->real, result);
}

static int log_control(sqlite3_file *file, int operation, void *argument) {
    log_file *log = (log_file *)file;
    return log->real->pMethods->xFileControl(log->real, operation, argument);
}

static int log_sector_size(sqlite3_file *file) {
    log_file *log = (log_file *)file;
    return log->real->pMethods->xSectorSize(log->real);
}

static int log_characteristics(sqlite3_file *file) {
    log_file *log = (log_file *)file;
    return log->real->pMethods->xDeviceCharacteristics(log->real);
}

static const sqlite3_io_methods log_methods = {
    .iVersion = 1,
    .xClose = log_close,
    .xRead = log_read,
    .xWrite = log_write,
    .xTruncate = log_truncate,
    .xSync = log_sync,
    .xFileSize = log_size,
    .xLock = log_lock,
    .xUnlock = log_unlock,
    .xCheckReservedLock = log_is_reserved,
    .xFileControl = log_control,
    .xSectorSize = log_sector_size,
    .xDeviceCharacteristics = log_characteristics,
};

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *used_flags) {
    (void)vfs;
    sqlite3_vfs *real_vfs = below();
    file->pMethods = NULL;
    if (real_vfs->szOsFile > FILE_BYTES) return SQLITE_CANTOPEN;
    if (!(flags & SQLITE_OPEN_WAL)) return real_vfs->xOpen(real_vfs, name, file, flags, used_flags);
    log_file *log = (log_file *)file;
    memset(log, 0, sizeof *log + real_vfs->szOsFile);
    log->real = (sqlite3_file *)(log + 1);
    int code = real_vfs->xOpen(real_vfs, name, log->real, flags, used_flags);
    if (code != SQLITE_OK) return code;
    log->buffer = malloc(GATHERED_BYTES);
    log->base.pMethods = &log_methods;
    return SQLITE_OK;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int syncs_folder) {
    (void)vfs;
    return below()->xDelete(below(), name, syncs_folder);
}

static int access_file(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
    (void)vfs;
    return below()->xAccess(below(), name, flags, result);
}

static int full_path(sqlite3_vfs *vfs, const char *name, int count, char *result) {
    (void)vfs;
    return below()->xFullPathname(below(), name, count, result);
}

const char *const csqlite_gathering_log = "gathering";

int csqlite_register_gathering_log(void) {
    static sqlite3_vfs vfs;
    if (!below()) return SQLITE_ERROR;
    vfs = *below();
    vfs.zName = csqlite_gathering_log;
    vfs.szOsFile = (int)sizeof(log_file) + FILE_BYTES;
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    vfs.xAccess = access_file;
    vfs.xFullPathname = full_path;
    return sqlite3_vfs_register(&vfs, 0);
}
