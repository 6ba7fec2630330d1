#include "CFaultyDisk.h"
#include "FaultyFiles.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct Fault {
    int64_t skip;
    int64_t times;
    int code;
    int error;
} Fault;

struct FaultyDisk {
    FaultyDisk *next;
    char *folder;
    pthread_mutex_t mutex;
    // Guarded by it from here on.
    Fault faults[FaultyOperationCount];
    int64_t counts[FaultyOperationCount];
    int64_t capacity;
    int is_read_only;
    FaultyFile *files;
};

/// One open file of SQLite's; behind it in memory stands the real one.
typedef struct Handle {
    sqlite3_file base;
    FaultyDisk *disk;
    FaultyFile *file;
} Handle;

static FaultyDisk *disks;
static pthread_mutex_t disks_mutex = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_vfs *real_vfs;

static sqlite3_file *real(sqlite3_file *file) { return (sqlite3_file *)((Handle *)file + 1); }

/// The disk's mutex must be held. SQLITE_OK, or how the operation fails.
static int strike(FaultyDisk *disk, FaultyOperation operation) {
    disk->counts[operation] += 1;
    Fault *fault = &disk->faults[operation];
    if (fault->times == 0) return SQLITE_OK;
    if (fault->skip > 0) {
        fault->skip -= 1;
        return SQLITE_OK;
    }
    fault->times -= 1;
    errno = fault->error;
    return fault->code;
}

static int refuse(int code, int error) {
    errno = error;
    return code;
}

static int file_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    FaultyDisk *disk = ((Handle *)file)->disk;
    pthread_mutex_lock(&disk->mutex);
    int code = strike(disk, FaultyRead);
    pthread_mutex_unlock(&disk->mutex);
    return code ? code : real(file)->pMethods->xRead(real(file), bytes, count, offset);
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    Handle *handle = (Handle *)file;
    FaultyDisk *disk = handle->disk;
    pthread_mutex_lock(&disk->mutex);
    int code = strike(disk, FaultyWrite);
    if (!code && disk->is_read_only) code = refuse(SQLITE_IOERR_WRITE, EROFS);
    if (!code && disk->capacity >= 0) {
        int64_t growth = offset + count - handle->file->size;
        if (growth > 0 && faulty_files_size(disk->files) + growth > disk->capacity) code = refuse(SQLITE_FULL, ENOSPC);
    }
    if (!code) code = real(file)->pMethods->xWrite(real(file), bytes, count, offset);
    if (!code) faulty_file_write(handle->file, bytes, count, offset);
    pthread_mutex_unlock(&disk->mutex);
    return code;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    Handle *handle = (Handle *)file;
    FaultyDisk *disk = handle->disk;
    pthread_mutex_lock(&disk->mutex);
    int code = strike(disk, FaultyTruncate);
    if (!code && disk->is_read_only) code = refuse(SQLITE_IOERR_TRUNCATE, EROFS);
    if (!code) code = real(file)->pMethods->xTruncate(real(file), size);
    if (!code) faulty_file_truncate(handle->file, size);
    pthread_mutex_unlock(&disk->mutex);
    return code;
}

static int file_sync(sqlite3_file *file, int flags) {
    Handle *handle = (Handle *)file;
    FaultyDisk *disk = handle->disk;
    pthread_mutex_lock(&disk->mutex);
    int code = strike(disk, FaultySync);
    faulty_file_sync(handle->file, code == SQLITE_OK);
    pthread_mutex_unlock(&disk->mutex);
    return code ? code : real(file)->pMethods->xSync(real(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
static int file_lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }
static int file_unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
static int file_check_lock(sqlite3_file *file, int *result) {
    return real(file)->pMethods->xCheckReservedLock(real(file), result);
}
static int file_control(sqlite3_file *file, int operation, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
static int file_sector_size(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }
static int file_characteristics(sqlite3_file *file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
static int file_shm_map(sqlite3_file *file, int page, int size, int extends, void volatile **memory) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extends, memory);
}
static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
static void file_shm_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
static int file_shm_unmap(sqlite3_file *file, int deletes) {
    return real(file)->pMethods->xShmUnmap(real(file), deletes);
}

// Version 2: with shared memory for the log's index, without memory-mapped reads, which no read could fail.
static const sqlite3_io_methods methods = {
    2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock, file_unlock,
    file_check_lock, file_control, file_sector_size, file_characteristics, file_shm_map, file_shm_lock,
    file_shm_barrier, file_shm_unmap, NULL, NULL,
};

static FaultyDisk *disk_of(const char *path) {
    if (!path) return NULL;
    pthread_mutex_lock(&disks_mutex);
    FaultyDisk *disk = disks;
    while (disk) {
        size_t count = strlen(disk->folder);
        if (strncmp(path, disk->folder, count) == 0 && path[count] == '/') break;
        disk = disk->next;
    }
    pthread_mutex_unlock(&disks_mutex);
    return disk;
}

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags) {
    FaultyDisk *disk = disk_of(path);
    if (!disk) return real_vfs->xOpen(real_vfs, path, file, flags, out_flags);
    Handle *handle = (Handle *)file;
    handle->base.pMethods = NULL;
    pthread_mutex_lock(&disk->mutex);
    if (disk->is_read_only && flags & SQLITE_OPEN_READWRITE) {
        flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    }
    int code = real_vfs->xOpen(real_vfs, path, real(file), flags, out_flags);
    if (code == SQLITE_OK) {
        handle->base.pMethods = &methods;
        handle->disk = disk;
        handle->file = faulty_file_find(&disk->files, path);
    }
    pthread_mutex_unlock(&disk->mutex);
    return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int syncs_folder) {
    FaultyDisk *disk = disk_of(path);
    if (!disk) return real_vfs->xDelete(real_vfs, path, syncs_folder);
    pthread_mutex_lock(&disk->mutex);
    int code = disk->is_read_only ? refuse(SQLITE_IOERR_DELETE, EROFS) : real_vfs->xDelete(real_vfs, path, syncs_folder);
    if (!code) faulty_file_forget(&disk->files, path);
    pthread_mutex_unlock(&disk->mutex);
    return code;
}

static int install(void) {
    static int status = -1;
    if (status != -1) return status;
    static sqlite3_vfs vfs;
    // Otherwise finding the real one would begin SQLite's life without our settings.
    csqlite_configure();
    real_vfs = sqlite3_vfs_find(NULL);
    vfs = *real_vfs;
    vfs.zName = "faulty";
    vfs.szOsFile = (int)sizeof(Handle) + real_vfs->szOsFile;
    vfs.xOpen = vfs_open;
    vfs.xDelete = vfs_delete;
    return status = sqlite3_vfs_register(&vfs, 1);
}

FaultyDisk *faulty_disk_make(const char *folder) {
    FaultyDisk *disk = calloc(1, sizeof *disk);
    disk->folder = strdup(folder);
    disk->capacity = -1;
    pthread_mutex_init(&disk->mutex, NULL);
    pthread_mutex_lock(&disks_mutex);
    int status = install();
    disk->next = disks;
    disks = disk;
    pthread_mutex_unlock(&disks_mutex);
    return status == SQLITE_OK ? disk : NULL;
}

void faulty_disk_fail(FaultyDisk *disk, FaultyOperation operation, int64_t skip, int64_t times, int code, int error) {
    pthread_mutex_lock(&disk->mutex);
    disk->faults[operation] = (Fault){skip, times, code, error};
    pthread_mutex_unlock(&disk->mutex);
}

int64_t faulty_disk_count(FaultyDisk *disk, FaultyOperation operation) {
    pthread_mutex_lock(&disk->mutex);
    int64_t count = disk->counts[operation];
    pthread_mutex_unlock(&disk->mutex);
    return count;
}

void faulty_disk_limit(FaultyDisk *disk, int64_t capacity) {
    pthread_mutex_lock(&disk->mutex);
    disk->capacity = capacity;
    pthread_mutex_unlock(&disk->mutex);
}

void faulty_disk_set_read_only(FaultyDisk *disk, int is_read_only) {
    pthread_mutex_lock(&disk->mutex);
    disk->is_read_only = is_read_only;
    pthread_mutex_unlock(&disk->mutex);
}

int faulty_disk_cut_power(FaultyDisk *disk, const char *folder) {
    pthread_mutex_lock(&disk->mutex);
    int error = faulty_files_save(disk->files, folder);
    pthread_mutex_unlock(&disk->mutex);
    return error;
}
