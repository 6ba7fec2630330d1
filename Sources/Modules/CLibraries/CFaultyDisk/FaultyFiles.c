#include "FaultyFiles.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void resize_durable(FaultyFile *file, int64_t size) {
    file->durable = realloc(file->durable, size > 0 ? size : 1);
    if (size > file->durable_size) memset(file->durable + file->durable_size, 0, size - file->durable_size);
    file->durable_size = size;
}

static void read_durable(FaultyFile *file) {
    FILE *stream = fopen(file->path, "rb");
    if (!stream) return;
    fseek(stream, 0, SEEK_END);
    resize_durable(file, ftell(stream));
    rewind(stream);
    file->size = (int64_t)fread(file->durable, 1, file->durable_size, stream);
    file->is_durable = file->size > 0;
    fclose(stream);
}

FaultyFile *faulty_file_find(FaultyFile **files, const char *path) {
    for (FaultyFile *file = *files; file; file = file->next) {
        if (strcmp(file->path, path) == 0) return file;
    }
    FaultyFile *file = calloc(1, sizeof *file);
    file->path = strdup(path);
    file->last_pending = &file->first_pending;
    read_durable(file);
    file->next = *files;
    *files = file;
    return file;
}

static void add_change(FaultyFile *file, const void *bytes, int64_t count, int64_t offset) {
    PendingChange *change = calloc(1, sizeof *change);
    change->offset = offset;
    change->count = count;
    if (bytes) {
        change->bytes = malloc(count > 0 ? count : 1);
        memcpy(change->bytes, bytes, count);
    }
    *file->last_pending = change;
    file->last_pending = &change->next;
}

void faulty_file_write(FaultyFile *file, const void *bytes, int64_t count, int64_t offset) {
    add_change(file, bytes, count, offset);
    if (offset + count > file->size) file->size = offset + count;
}

void faulty_file_truncate(FaultyFile *file, int64_t size) {
    add_change(file, NULL, 0, size);
    file->size = size;
}

static void apply(FaultyFile *file, const PendingChange *change) {
    if (!change->bytes) {
        resize_durable(file, change->offset);
        return;
    }
    int64_t end = change->offset + change->count;
    if (end > file->durable_size) resize_durable(file, end);
    memcpy(file->durable + change->offset, change->bytes, change->count);
}

void faulty_file_sync(FaultyFile *file, int succeeds) {
    while (file->first_pending) {
        PendingChange *change = file->first_pending;
        if (succeeds) apply(file, change);
        file->first_pending = change->next;
        free(change->bytes);
        free(change);
    }
    file->last_pending = &file->first_pending;
    if (succeeds) file->is_durable = 1;
}

void faulty_file_forget(FaultyFile **files, const char *path) {
    for (FaultyFile **link = files; *link; link = &(*link)->next) {
        FaultyFile *file = *link;
        if (strcmp(file->path, path) != 0) continue;
        // Whoever has it open still writes to it, as to any file that was unlinked: so it is emptied and not freed.
        faulty_file_sync(file, 0);
        file->size = 0;
        file->durable_size = 0;
        file->is_durable = 0;
        return;
    }
}

int64_t faulty_files_size(const FaultyFile *files) {
    int64_t size = 0;
    for (const FaultyFile *file = files; file; file = file->next) size += file->size;
    return size;
}

int faulty_files_save(const FaultyFile *files, const char *folder) {
    for (const FaultyFile *file = files; file; file = file->next) {
        if (!file->is_durable) continue;
        const char *name = strrchr(file->path, '/');
        size_t count = strlen(folder) + strlen(name) + 1;
        char *path = malloc(count);
        snprintf(path, count, "%s%s", folder, name);
        FILE *stream = fopen(path, "wb");
        free(path);
        if (!stream) return errno;
        size_t written = fwrite(file->durable, 1, file->durable_size, stream);
        if (fclose(stream) != 0 || (int64_t)written != file->durable_size) return errno ? errno : EIO;
    }
    return 0;
}
