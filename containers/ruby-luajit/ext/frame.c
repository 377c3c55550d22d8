/* One frame on a result channel: token, type and payload's length, type, payload. Written with write(2) only, so
 * that a signal handler can use it too. */
#include "extension.h"
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

static bool write_all(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(fd, bytes, length);
    if (written < 0 && errno == EAGAIN) {
      struct pollfd writable = {.fd = fd, .events = POLLOUT}; /* a script can make any descriptor non-blocking */
      poll(&writable, 1, -1);
    } else if (written < 0 && errno != EINTR) {
      return false;
    }
    if (written > 0) {
      bytes += written;
      length -= (size_t)written;
    }
  }
  return true;
}

/* The length on the wire counts the type byte. */
bool frame_write(int fd, const unsigned char *token, char type, const char *payload, size_t length) {
  enum { HEAD = FRAME_TOKEN_BYTES + 5, SMALL = 512 };
  char frame[HEAD + SMALL];
  uint32_t size = (uint32_t)length + 1;
  size_t inlined = length <= SMALL ? length : 0;
  memcpy(frame, token, FRAME_TOKEN_BYTES);
  for (int i = 0; i < 4; i++) frame[FRAME_TOKEN_BYTES + i] = (char)(size >> (24 - 8 * i));
  frame[HEAD - 1] = type;
  memcpy(frame + HEAD, payload, inlined);
  return write_all(fd, frame, HEAD + inlined) && write_all(fd, payload + inlined, length - inlined);
}
