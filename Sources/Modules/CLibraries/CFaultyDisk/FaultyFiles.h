#pragma once
#include "CSQLite.h"
#include <stdint.h>

/// A change that is not on the disk yet: `count` bytes at `offset`, or, without bytes, the file's new size `offset`.
typedef struct PendingChange {
    struct PendingChange *next;
    int64_t offset;
    int64_t count;
    unsigned char *bytes;
} PendingChange;

/// What is known of one file, whoever has it open. Its disk's mutex guards it.
typedef struct FaultyFile {
    struct FaultyFile *next;
    char *path;
    /// As the running process sees it.
    int64_t size;
    /// In the order in which they were made.
    PendingChange *first_pending;
    PendingChange **last_pending;
    /// What a power cut leaves; there is no such file before the first sync.
    int is_durable;
    unsigned char *durable;
    int64_t durable_size;
} FaultyFile;

/// The file of this path, added to the list when it is not there. What it holds at first counts as durable.
FaultyFile *faulty_file_find(FaultyFile **files, const char *path);
void faulty_file_forget(FaultyFile **files, const char *path);
void faulty_file_write(FaultyFile *file, const void *bytes, int64_t count, int64_t offset);
void faulty_file_truncate(FaultyFile *file, int64_t size);
/// Makes the pending changes durable, or loses them.
void faulty_file_sync(FaultyFile *file, int succeeds);
/// Bytes of all files.
int64_t faulty_files_size(const FaultyFile *files);
/// Writes the durable content of each into the folder. Returns 0, or the system's error.
int faulty_files_save(const FaultyFile *files, const char *folder);
