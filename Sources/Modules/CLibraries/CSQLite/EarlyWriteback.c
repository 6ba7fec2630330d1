#define _GNU_SOURCE

#include "CSQLite.h"

#include <fcntl.h>
#include <unistd.h>

// A checkpoint copies some thousand pages of the log into the database, and then waits for the disk with all of them at
// once: for the writer that wait was as long as the copying. So the kernel is told to begin as soon as a piece is there.
// The sync that follows makes sure as before; when the kernel writes before that has never been ours to say.

enum { PIECE_BYTES = 1 << 20 };

static ssize_t write_and_begin(int file, const void *bytes, size_t count, off_t offset) {
    static _Thread_local size_t waiting;
    ssize_t written = pwrite(file, bytes, count, offset);
    if (written > 0 && (waiting += written) >= PIECE_BYTES) {
        waiting = 0;
        // Advice: where it is not taken, nothing is lost but time.
        sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE);
    }
    return written;
}

int csqlite_begin_writeback_early(void) {
    sqlite3_vfs *vfs = sqlite3_vfs_find("unix");
    if (!vfs || vfs->iVersion < 3) return SQLITE_ERROR;
    // Which of the two there is, is decided when SQLite is compiled.
    for (const char *const *name = (const char *const[]){"pwrite64", "pwrite", NULL}; *name; name++) {
        if (vfs->xGetSystemCall(vfs, *name))
            return vfs->xSetSystemCall(vfs, *name, (sqlite3_syscall_ptr)write_and_begin);
    }
    return SQLITE_ERROR;
}
