/* Numbers what a process asks of its disk and of its database, and stops it there. Loaded before the C library
 * into the real program (LD_PRELOAD), which knows nothing of it. Counted, while the window is open: what writes,
 * syncs, makes, renames, links, cuts or deletes below one folder, and each message of a transaction that writes
 * sent to PostgreSQL. The test that drives it writes the first words of a shared file (struct control) and reads
 * the log: number, call, what it was about.
 *
 * What it does at the point `at`:
 *   LIST    nothing;
 *   KILL    the process is killed before the call;
 *   TORN    a write is made by half, then the process is killed; any other call: as KILL;
 *   LOST    what was not synced yet is taken back (written bytes, lengths, names), then the process is killed:
 *           a power cut at its worst for who forgot to sync;
 *   FULL    from there on nothing takes room any more: the first write is made by half, all others are refused.
 * In a server of PostgreSQL (POINTS_EXTENDING) only what makes its tables grow is counted.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { LIST, KILL, TORN, LOST, FULL };

struct control {
  uint32_t open, mode, at, count;
};

static volatile struct control *control;
static char folder[PATH_MAX];
static size_t folder_length;
static int port, extending_only, log_fd = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
  const char *shared = getenv("POINTS_CONTROL"), *told = getenv("POINTS_LOG");
  const char *below = getenv("POINTS_FOLDER"), *number = getenv("POINTS_PORT");
  if (!shared || !told || !below) return;
  int fd = syscall(SYS_openat, AT_FDCWD, shared, O_RDWR | O_CLOEXEC);
  if (fd < 0) return;
  void *at = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  syscall(SYS_close, fd);
  if (at == MAP_FAILED) return;
  log_fd = syscall(SYS_openat, AT_FDCWD, told, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  snprintf(folder, sizeof folder, "%s/", below);
  folder_length = strlen(folder);
  port = number ? atoi(number) : 0;
  extending_only = getenv("POINTS_EXTENDING") != NULL;
  control = at;
}

static int watching(void) { return control && control->open; }

/* What a path is below the folder; nothing where it is elsewhere. */
static const char *below(const char *path) {
  if (!path || strncmp(path, folder, folder_length)) return NULL;
  if (extending_only && !strstr(path, "/base/")) return NULL;
  return path + folder_length;
}

static const char *path_of(int fd, char *room) {
  char link[32];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, room, PATH_MAX - 1);
  if (length <= 0) return NULL;
  room[length] = 0;
  return room;
}

static const char *whole(int at, const char *path, char *room) {
  char base[PATH_MAX];
  if (!path || path[0] == '/') return path;
  if (at == AT_FDCWD ? !getcwd(base, sizeof base) : !path_of(at, base)) return NULL;
  if ((size_t)snprintf(room, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) return NULL;
  return room;
}

/* What was done since the last sync, to be taken back: the newest first. */
struct done {
  struct done *before;
  enum { WROTE, MADE, MADE_FOLDER, RENAMED } what;
  char path[PATH_MAX], from[PATH_MAX];
  ino_t file;
  off_t at, length;
  size_t bytes;
  char *old;
};
static struct done *newest;

static struct done *noted(int what, const char *path) {
  struct done *done = calloc(1, sizeof *done);
  if (!done) abort();
  done->what = what;
  snprintf(done->path, sizeof done->path, "%s", path);
  done->before = newest;
  return newest = done;
}

static void note_write(int fd, const char *path, off_t at, size_t bytes) {
  struct stat is;
  if (fstat(fd, &is) || !S_ISREG(is.st_mode)) return;
  struct done *done = noted(WROTE, path);
  done->file = is.st_ino;
  done->at = at;
  done->length = is.st_size;
  if (at < is.st_size && (done->old = malloc(bytes))) {
    /* What was opened to be written only is read by its name. */
    int own = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
    ssize_t read = syscall(SYS_pread64, own, done->old, bytes, at);
    done->bytes = read > 0 ? read : 0;
    syscall(SYS_close, own);
  }
}

static int in_folder(const char *path, const char *of) {
  size_t length = strlen(of);
  return !strncmp(path, of, length) && path[length] == '/' && !strchr(path + length + 1, '/');
}

/* A file's bytes, or a folder's names, are on the disk. */
static void synced(int fd, const char *path) {
  struct stat is;
  if (fstat(fd, &is)) return;
  for (struct done **at = &newest; *at;) {
    struct done *done = *at;
    int over = S_ISDIR(is.st_mode) ? done->what != WROTE && in_folder(done->path, path)
                                   : done->what == WROTE && done->file == is.st_ino;
    if (over) *at = done->before;
    else at = &done->before;
  }
}

static void take_back(void) {
  char aside[PATH_MAX + 16];
  for (struct done *done = newest; done; done = done->before) {
    int fd;
    switch (done->what) {
    case WROTE:
      fd = syscall(SYS_openat, AT_FDCWD, done->path, O_WRONLY | O_CLOEXEC);
      if (fd < 0) break;
      if (done->bytes) syscall(SYS_pwrite64, fd, done->old, done->bytes, done->at);
      syscall(SYS_ftruncate, fd, done->length);
      syscall(SYS_close, fd);
      break;
    case MADE:
      syscall(SYS_unlinkat, AT_FDCWD, done->path, 0);
      break;
    case MADE_FOLDER:
      /* With what was synced in it: its own name was not. */
      snprintf(aside, sizeof aside, "%.*s.lost%p", (int)folder_length - 1, folder, (void *)done);
      syscall(SYS_renameat2, AT_FDCWD, done->path, AT_FDCWD, aside, 0);
      break;
    case RENAMED:
      syscall(SYS_renameat2, AT_FDCWD, done->path, AT_FDCWD, done->from, 0);
      if (done->old) syscall(SYS_renameat2, AT_FDCWD, done->old, AT_FDCWD, done->path, 0);
      break;
    }
  }
}

static void die(void) {
  if (control->mode == LOST) take_back();
  syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
  for (;;) pause();
}

enum verdict { GOES, HALF, DIES_AT_HALF, REFUSED };

/* One more point: it is numbered, told, and judged. */
static enum verdict point(const char *call, const char *about, int takes_room, size_t bytes) {
  char line[PATH_MAX + 64];
  uint32_t number = __atomic_add_fetch(&control->count, 1, __ATOMIC_SEQ_CST);
  int length = snprintf(line, sizeof line, "%u\t%s\t%d\t%s\n", number, call, takes_room, about);
  syscall(SYS_write, log_fd, line, length < (int)sizeof line ? length : (int)sizeof line - 1);
  uint32_t at = control->at;
  if (control->mode == FULL) {
    if (number < at || !takes_room) return GOES;
    return number == at && bytes > 1 ? HALF : REFUSED;
  }
  if (control->mode == LIST || number != at) return GOES;
  if (control->mode == TORN && bytes > 1) return DIES_AT_HALF;
  die();
  return GOES;
}

static int refuse(void) {
  pthread_mutex_unlock(&turn);
  errno = ENOSPC;
  return -1;
}

static long leave(long result) {
  int error = errno;
  pthread_mutex_unlock(&turn);
  errno = error;
  return result;
}

/* Messages to PostgreSQL. Statements prepared on a connection are told by their beginning. */
#define SOCKETS 256
#define PREPARED 600
#define BEGINNING 48
static char writing[SOCKETS];
static char prepared[SOCKETS][PREPARED][BEGINNING];

static int to_postgres(int fd) {
  struct sockaddr_storage peer;
  socklen_t length = sizeof peer;
  if (!port || fd >= SOCKETS || getpeername(fd, (struct sockaddr *)&peer, &length)) return 0;
  if (peer.ss_family == AF_INET) return ntohs(((struct sockaddr_in *)&peer)->sin_port) == port;
  if (peer.ss_family == AF_INET6) return ntohs(((struct sockaddr_in6 *)&peer)->sin6_port) == port;
  return 0;
}

static int number_of(const char *name) {
  const char *digits = strrchr(name, '_');
  int number = digits ? atoi(digits + 1) : 0;
  return number > 0 && number < PREPARED ? number : 0;
}

static void beginning(char *to, const char *text, size_t bytes) {
  size_t n = 0;
  for (size_t i = 0; i < bytes && text[i] && n + 1 < BEGINNING; i++) {
    char c = text[i] < ' ' ? ' ' : text[i];
    if (c != ' ' || (n && to[n - 1] != ' ')) to[n++] = c;
  }
  to[n] = 0;
}

/* Reads what is sent; whether it is of a transaction that writes, and what it says. */
static int read_messages(int fd, const char *sent, size_t bytes, char *about) {
  int counts = writing[fd];
  snprintf(about, BEGINNING, "more of a message");
  for (size_t i = 0; i + 5 <= bytes;) {
    uint32_t length;
    memcpy(&length, sent + i + 1, 4);
    length = ntohl(length);
    const char *inside = sent + i + 5;
    size_t left = bytes - i - 5 < length - 4 ? bytes - i - 5 : length - 4;
    size_t name = strnlen(inside, left);
    if (sent[i] == 'Q') {
      beginning(about, inside, left);
      if (!strcasecmp(about, "begin") || !strncasecmp(about, "begin;", 6)) counts = writing[fd] = 1;
      else if (!strncasecmp(about, "begin", 5) || !strcasecmp(about, "commit") ||
               !strcasecmp(about, "rollback"))
        writing[fd] = 0;
    } else if (sent[i] == 'P' && name < left) {
      beginning(about, inside + name + 1, left - name - 1);
      memcpy(prepared[fd][number_of(inside)], about, BEGINNING);
    } else if (sent[i] == 'B' && name < left) {
      memcpy(about, prepared[fd][number_of(inside + name + 1)], BEGINNING);
    }
    if (length < 4 || length > 1u << 30) break;
    i += 1 + (size_t)length;
  }
  return counts;
}

static void tell_postgres(int fd, const char *sent, size_t bytes) {
  char said[BEGINNING], about[BEGINNING + 16];
  if (read_messages(fd, sent, bytes, said)) {
    snprintf(about, sizeof about, "postgres: %s", said);
    if (control->open && control->mode != FULL) point("send", about, 0, 0);
  }
}

/* A write to a file below the folder, or to PostgreSQL. */
static ssize_t writes(const char *call, int fd, const struct iovec *parts, int count, off_t at) {
  char room[PATH_MAX];
  size_t bytes = 0;
  for (int i = 0; i < count; i++) bytes += parts[i].iov_len;
  const char *path = control ? path_of(fd, room) : NULL;
  const char *about = below(path);
  if (!about || !watching()) {
    if (control && path && !strncmp(path, "socket:", 7) && count > 0 && to_postgres(fd)) {
      pthread_mutex_lock(&turn);
      tell_postgres(fd, parts[0].iov_base, parts[0].iov_len);
      pthread_mutex_unlock(&turn);
    }
    return at < 0 ? syscall(SYS_writev, fd, parts, count)
                  : syscall(SYS_pwritev, fd, parts, count, at, 0);
  }
  pthread_mutex_lock(&turn);
  struct stat is;
  off_t from = at;
  if (at < 0) {
    from = lseek(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
  }
  int takes = !extending_only || (!fstat(fd, &is) && from + (off_t)bytes > is.st_size);
  enum verdict verdict = point(call, about, takes, bytes);
  if (verdict == REFUSED) return refuse();
  if (control->mode == LOST) note_write(fd, path, from, bytes);
  if (verdict == GOES)
    return leave(at < 0 ? syscall(SYS_writev, fd, parts, count)
                        : syscall(SYS_pwritev, fd, parts, count, at, 0));
  size_t half = bytes / 2 < parts[0].iov_len ? bytes / 2 : parts[0].iov_len;
  ssize_t wrote = syscall(SYS_pwrite64, fd, parts[0].iov_base, half, from);
  if (verdict == DIES_AT_HALF) die();
  if (at < 0) lseek(fd, from + wrote, SEEK_SET);
  return leave(wrote);
}

ssize_t write(int fd, const void *from, size_t bytes) {
  struct iovec part = {(void *)from, bytes};
  return writes("write", fd, &part, 1, -1);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  return writes("write", fd, parts, count, -1);
}
ssize_t pwrite(int fd, const void *from, size_t bytes, off_t at) {
  struct iovec part = {(void *)from, bytes};
  return writes("write", fd, &part, 1, at);
}
ssize_t pwrite64(int fd, const void *from, size_t bytes, off64_t at) {
  return pwrite(fd, from, bytes, at);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  return writes("write", fd, parts, count, at);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  return writes("write", fd, parts, count, at);
}
ssize_t send(int fd, const void *from, size_t bytes, int flags) {
  if (control && to_postgres(fd)) {
    pthread_mutex_lock(&turn);
    tell_postgres(fd, from, bytes);
    pthread_mutex_unlock(&turn);
  }
  return syscall(SYS_sendto, fd, from, bytes, flags, NULL, 0);
}

/* Calls on an open file, by what they are about. */
static const char *entered(int fd, char *room) {
  const char *path = watching() ? path_of(fd, room) : NULL;
  if (!below(path)) return NULL;
  pthread_mutex_lock(&turn);
  return path;
}

static int syncs(const char *call, long number, int fd) {
  char room[PATH_MAX];
  const char *path = entered(fd, room);
  if (!path) return syscall(number, fd);
  point(call, below(path), 0, 0);
  int done = syscall(number, fd);
  if (!done && control->mode == LOST) synced(fd, path);
  return leave(done);
}
int fsync(int fd) { return syncs("fsync", SYS_fsync, fd); }
int fdatasync(int fd) { return syncs("fdatasync", SYS_fdatasync, fd); }

int ftruncate(int fd, off_t length) {
  char room[PATH_MAX];
  const char *path = entered(fd, room);
  if (!path) return syscall(SYS_ftruncate, fd, length);
  if (point("truncate", below(path), 0, 0) == REFUSED) return refuse();
  if (control->mode == LOST) note_write(fd, path, length, 1 << 20);
  return leave(syscall(SYS_ftruncate, fd, length));
}
int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

int fallocate(int fd, int mode, off_t at, off_t length) {
  char room[PATH_MAX];
  const char *path = entered(fd, room);
  if (!path) return syscall(SYS_fallocate, fd, mode, at, length);
  if (point("allocate", below(path), 1, 0) == REFUSED) return refuse();
  return leave(syscall(SYS_fallocate, fd, mode, at, length));
}
int fallocate64(int fd, int mode, off64_t at, off64_t length) { return fallocate(fd, mode, at, length); }
int posix_fallocate(int fd, off_t at, off_t length) {
  return fallocate(fd, 0, at, length) ? errno : 0;
}
int posix_fallocate64(int fd, off64_t at, off64_t length) { return posix_fallocate(fd, at, length); }

/* Calls on names. */
static int names(const char *call, int what, const char *path, const char *from, int takes_room) {
  if (!watching() || !below(path)) return 0;
  pthread_mutex_lock(&turn);
  if (point(call, below(path), takes_room, 0) == REFUSED) return refuse();
  if (control->mode == LOST && what >= 0) {
    struct done *done = noted(what, path);
    if (from) snprintf(done->from, sizeof done->from, "%s", from);
    /* What a new name replaces comes back with the old one. */
    char aside[PATH_MAX + 32];
    snprintf(aside, sizeof aside, "%.*s.was%p", (int)folder_length - 1, folder, (void *)done);
    if (what == RENAMED && !syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, aside, 0))
      done->old = strdup(aside);
  }
  return 1;
}

/* Ends a call on names: where it failed, there is nothing to take back. */
static int named(int entered, int what, int result) {
  if (entered == 0) return result;
  if (result < 0 && control->mode == LOST && what >= 0 && newest) newest = newest->before;
  return leave(result);
}

static int opens(int at, const char *path, int flags, mode_t mode) {
  char room[PATH_MAX];
  const char *all = watching() && flags & O_CREAT ? whole(at, path, room) : NULL;
  int made = all && below(all) && syscall(SYS_faccessat, AT_FDCWD, all, F_OK) != 0;
  int in = made ? names("create", MADE, all, NULL, 1) : 0;
  return in < 0 ? in : named(in, MADE, syscall(SYS_openat, at, path, flags, mode));
}
#define OPENED(at) \
  va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
  return opens(at, path, flags, mode)
int open(const char *path, int flags, ...) { OPENED(AT_FDCWD); }
int open64(const char *path, int flags, ...) { OPENED(AT_FDCWD); }
int openat(int at, const char *path, int flags, ...) { OPENED(at); }
int openat64(int at, const char *path, int flags, ...) { OPENED(at); }

int mkdirat(int at, const char *path, mode_t mode) {
  char room[PATH_MAX];
  const char *all = watching() ? whole(at, path, room) : NULL;
  int new = all && syscall(SYS_faccessat, AT_FDCWD, all, F_OK) != 0;
  int in = new ? names("mkdir", MADE_FOLDER, all, NULL, 1) : 0;
  return in < 0 ? in : named(in, MADE_FOLDER, syscall(SYS_mkdirat, at, path, mode));
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int renameat2(int from_at, const char *from, int at, const char *path, unsigned flags) {
  char room[PATH_MAX], other[PATH_MAX];
  const char *all = watching() ? whole(at, path, room) : NULL;
  int in = all ? names("rename", RENAMED, all, whole(from_at, from, other), 1) : 0;
  if (in < 0) return in;
  return named(in, RENAMED, syscall(SYS_renameat2, from_at, from, at, path, flags));
}
int renameat(int from_at, const char *from, int at, const char *path) {
  return renameat2(from_at, from, at, path, 0);
}
int rename(const char *from, const char *path) { return renameat2(AT_FDCWD, from, AT_FDCWD, path, 0); }

int linkat(int from_at, const char *from, int at, const char *path, int flags) {
  char room[PATH_MAX];
  const char *all = watching() ? whole(at, path, room) : NULL;
  int in = all ? names("link", MADE, all, NULL, 1) : 0;
  return in < 0 ? in : named(in, MADE, syscall(SYS_linkat, from_at, from, at, path, flags));
}
int link(const char *from, const char *path) { return linkat(AT_FDCWD, from, AT_FDCWD, path, 0); }

/* A deletion is never taken back: had it not been made, it is the point before. */
int unlinkat(int at, const char *path, int flags) {
  char room[PATH_MAX];
  const char *all = watching() ? whole(at, path, room) : NULL;
  int in = all ? names("delete", -1, all, NULL, 0) : 0;
  return named(in, -1, syscall(SYS_unlinkat, at, path, flags));
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
