#pragma once
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Gives each of two names what the other has, in one step: renameat2(2), which glibc declares for _GNU_SOURCE only.
/// Returns 0, or -1 with errno: EINVAL where the file system cannot.
static inline int cfile_exchange(const char *one, const char *other) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}
