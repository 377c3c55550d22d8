/* A growing byte buffer that carries values from one side to the other. */
#include "extension.h"
#include <stdlib.h>
#include <string.h>

void wire_put(struct wire *w, const void *bytes, size_t length) {
  if (w->failed || length == 0) return;
  if (length > w->capacity - w->length) {
    size_t capacity = (w->length + length) * 2 + 64;
    char *grown = realloc(w->bytes, capacity);
    if (!grown) {
      w->failed = true;
      return;
    }
    w->bytes = grown;
    w->capacity = capacity;
  }
  memcpy(w->bytes + w->length, bytes, length);
  w->length += length;
}

void wire_put_tag(struct wire *w, enum wire_tag tag) {
  char byte = (char)tag;
  wire_put(w, &byte, 1);
}

void wire_put_u32(struct wire *w, uint32_t value) { wire_put(w, &value, sizeof value); }

void wire_put_number(struct wire *w, double value) {
  wire_put_tag(w, WIRE_NUMBER);
  wire_put(w, &value, sizeof value);
}

void wire_put_string(struct wire *w, const char *bytes, size_t length) {
  if (length > UINT32_MAX) {
    w->failed = true;
    return;
  }
  wire_put_tag(w, WIRE_STRING);
  wire_put_u32(w, (uint32_t)length);
  wire_put(w, bytes, length);
}

enum wire_tag wire_take_tag(struct wire *w) {
  return w->read_at < w->length ? (enum wire_tag)w->bytes[w->read_at++] : WIRE_NIL;
}

uint32_t wire_take_u32(struct wire *w) {
  uint32_t value;
  memcpy(&value, wire_take_bytes(w, sizeof value), sizeof value);
  return value;
}

double wire_take_number(struct wire *w) {
  double value;
  memcpy(&value, wire_take_bytes(w, sizeof value), sizeof value);
  return value;
}

const char *wire_take_bytes(struct wire *w, size_t length) {
  const char *bytes = w->bytes + w->read_at;
  w->read_at += length;
  return bytes;
}

bool wire_at_end_mark(struct wire *w) {
  if (w->read_at < w->length && w->bytes[w->read_at] != WIRE_END) return false;
  w->read_at++;
  return true;
}

void wire_free(struct wire *w) {
  free(w->bytes);
  memset(w, 0, sizeof *w);
}
