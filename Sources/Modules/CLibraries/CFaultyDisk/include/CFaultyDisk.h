#pragma once
#include <stdint.h>

/// For tests only: SQLite on a disk that fails when it is told to, and that knows what a power cut would leave of it.
///
/// It stands between SQLite and its own file layer (https://sqlite.org/vfs.html) for all files in the folders that
/// were made disks; everything else passes through. Any thread.
typedef struct FaultyDisk FaultyDisk;

typedef enum FaultyOperation {
    FaultyRead,
    FaultyWrite,
    FaultySync,
    FaultyTruncate,
    FaultyOperationCount,
} FaultyOperation;

/// Makes the folder a disk, an absolute path without symbolic links, before a database is opened in it. It stays one
/// until the end of the process.
FaultyDisk *faulty_disk_make(const char *folder);

/// The operations after the next `skip` ones fail, `times` of them, with SQLite's result `code` and the system's
/// `error`. Forgets what was asked before for this operation.
void faulty_disk_fail(FaultyDisk *disk, FaultyOperation operation, int64_t skip, int64_t times, int code, int error);

/// How often SQLite asked for the operation so far.
int64_t faulty_disk_count(FaultyDisk *disk, FaultyOperation operation);

/// Bytes that all files together may have; -1, as at first: any number.
void faulty_disk_limit(FaultyDisk *disk, int64_t capacity);

/// Whether it takes no change, as a file system does that was mounted anew after an error.
void faulty_disk_set_read_only(FaultyDisk *disk, int is_read_only);

/// Writes into another folder what would be found after a power cut at this moment: of each file what was synced. What
/// was written before a sync that failed is lost, even if a later one succeeds, as Linux has it (fsync(2), EIO).
///
/// Returns 0, or the system's error.
int faulty_disk_cut_power(FaultyDisk *disk, const char *folder);
