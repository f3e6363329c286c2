/*
 * file: whole files, read with care and replaced whole.
 */
#ifndef DATA_FILE_H
#define DATA_FILE_H

#include <stddef.h>

#include "data/arena.h"
#include "data/status.h"

enum { FILE_MAX_BYTES = 4 << 20 };

/* The content of a file; bytes[len] is a NUL. */
struct file_bytes {
	const char *path;
	const char *bytes;
	size_t len;
};

/*
 * Reads a regular file of at most FILE_MAX_BYTES into the arena. Anything else (a folder, a FIFO, a
 * device) is refused at once: nothing is ever waited for.
 */
enum status file_read(const char *path, struct arena *, struct file_bytes *out, struct err *)
	MUST_CHECK;

/*
 * Replaces (or creates) a file whole: a temporary file beside it, fsync, rename. On failure the old
 * file is as it was. The mode is that of the old file, or what the umask leaves of 0666.
 */
enum status file_write(const char *path, const char *bytes, size_t len, struct err *) MUST_CHECK;

/*
 * Makes durable that `path` was created or renamed. A file system that cannot sync a folder is not
 * an error.
 */
void file_sync_folder(const char *path);

/* The SHA-256 of the bytes as 64 lower-case hex digits. */
void file_sha256(const char *bytes, size_t len, char hex[65]);

#endif
