/* file: reading and replacing whole files. */
#include "data/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status
check_regular(const char *path, const struct stat *s, struct err *e)
{
	if (S_ISDIR(s->st_mode))
		return err_set(e, ST_IO, "%s is a folder, not a file", path);
	if (!S_ISREG(s->st_mode))
		return err_set(e, ST_IO, "%s is not a regular file", path);
	if (s->st_size > FILE_MAX_BYTES)
		return err_set(e, ST_LIMIT, "%s has %lld bytes; at most %d are read", path,
			(long long)s->st_size, FILE_MAX_BYTES);
	return ST_OK;
}

/* Reads until the end or until cap bytes; -1 on failure. */
static ssize_t
read_all(int fd, char *buf, size_t cap)
{
	size_t len = 0;
	while (len < cap) {
		ssize_t n = read(fd, buf + len, cap - len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (n == 0)
			break;
		len += (size_t)n;
	}
	return (ssize_t)len;
}

static enum status
read_open(int fd, const char *path, struct arena *a, struct file_bytes *out, struct err *e)
{
	struct stat s;
	if (fstat(fd, &s) != 0)
		return err_set(e, ST_IO, "cannot read %s: %s", path, strerror(errno));
	enum status st = check_regular(path, &s, e);
	if (st != ST_OK)
		return st;

	/* One byte more than its size tells a file that grew meanwhile from one that is whole. */
	size_t cap = (size_t)s.st_size + 1;
	char *buf = arena_alloc(a, cap + 1);
	char *copy = arena_strdup(a, path);
	if (!buf || !copy)
		return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
	ssize_t len = read_all(fd, buf, cap);
	if (len < 0)
		return err_set(e, ST_IO, "cannot read %s: %s", path, strerror(errno));
	if ((size_t)len == cap)
		return err_set(e, ST_IO, "%s changed while it was read", path);
	buf[len] = '\0';
	*out = (struct file_bytes){ copy, buf, (size_t)len };
	return ST_OK;
}

enum status
file_read(const char *path, struct arena *a, struct file_bytes *out, struct err *e)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return err_set(e, ST_IO, "cannot open %s: %s", path, strerror(errno));
	enum status st = read_open(fd, path, a, out, e);
	(void)close(fd);
	return st;
}

static enum status
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return ST_IO;
		bytes += n;
		len -= (size_t)n;
	}
	return ST_OK;
}

/* The mode that the file has, or that a new file gets: the umask can only be read by setting it. */
static mode_t
mode_for(const char *path)
{
	struct stat s;
	if (stat(path, &s) == 0)
		return s.st_mode & 07777;
	mode_t mask = umask(022);
	(void)umask(mask);
	return 0666 & ~mask;
}

/* Fills and closes the temporary file. */
static enum status
fill(int fd, const char *path, const char *bytes, size_t len)
{
	enum status st = write_all(fd, bytes, len);
	if (st == ST_OK && fchmod(fd, mode_for(path)) != 0)
		st = ST_IO;
	if (st == ST_OK && fsync(fd) != 0)
		st = ST_IO;
	int kept = errno;
	if (close(fd) != 0 && st == ST_OK)
		return ST_IO;
	errno = kept;
	return st;
}

void
file_sync_folder(const char *path)
{
	char *folder = strdup(path);
	if (!folder)
		return;
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd);
		(void)close(fd);
	}
	free(folder);
}

enum status
file_write(const char *path, const char *bytes, size_t len, struct err *e)
{
	size_t size = strlen(path) + sizeof ".XXXXXX";
	char *temporary = malloc(size);
	if (!temporary)
		return err_set(e, ST_NOMEM, "%s", status_text(ST_NOMEM));
	(void)snprintf(temporary, size, "%s.XXXXXX", path);

	enum status st = ST_OK;
	int fd = mkostemp(temporary, O_CLOEXEC);
	if (fd < 0) {
		st = err_set(e, ST_IO, "cannot write %s: %s", path, strerror(errno));
		goto out;
	}
	st = fill(fd, path, bytes, len);
	if (st == ST_OK && rename(temporary, path) != 0)
		st = ST_IO;
	if (st != ST_OK) {
		(void)err_set(e, st, "cannot write %s: %s", path, strerror(errno));
		(void)unlink(temporary);
		goto out;
	}
	file_sync_folder(temporary);
out:
	free(temporary);
	return st;
}

void
file_sha256(const char *bytes, size_t len, char hex[65])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char hash[SHA256_DIGEST_LENGTH];
	SHA2_CTX c;
	SHA256Init(&c);
	SHA256Update(&c, (const unsigned char *)bytes, len);
	SHA256Final(hash, &c);
	for (size_t i = 0; i < sizeof hash; i++) {
		hex[2 * i] = digits[hash[i] >> 4];
		hex[2 * i + 1] = digits[hash[i] & 15];
	}
	hex[64] = '\0';
}
