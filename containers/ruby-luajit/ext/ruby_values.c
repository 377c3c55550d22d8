/* Values on the Ruby side. Strings are bytes: UTF-8 when they are valid UTF-8, else binary. */
#include "extension.h"
#include <math.h>

static const double INTEGER_LIMIT = 9007199254740992.0; /* 2^53: beyond it a double no longer tells neighbours apart */

struct pair_context {
  struct state *state;
  struct wire *wire;
  int depth;
};

static int pair_to_wire(VALUE key, VALUE value, VALUE argument) {
  struct pair_context *c = (struct pair_context *)argument;
  ruby_to_wire(c->state, c->wire, key, c->depth);
  ruby_to_wire(c->state, c->wire, value, c->depth);
  return ST_CONTINUE;
}

static void slot_to_wire(struct state *s, struct wire *w, enum wire_tag tag, VALUE value, int exit_tag) {
  uint32_t slot = slots_take(&s->slots, value, exit_tag);
  if (slot == NO_SLOT) rb_memerror();
  wire_put_tag(w, tag);
  wire_put_u32(w, slot);
}

void ruby_to_wire(struct state *s, struct wire *w, VALUE value, int depth) {
  int reference;
  if (depth > WIRE_MAX_DEPTH) rb_raise(error_class, "value is nested too deeply, or contains itself");
  switch (TYPE(value)) {
  case T_NIL: wire_put_tag(w, WIRE_NIL); break;
  case T_TRUE: wire_put_tag(w, WIRE_TRUE); break;
  case T_FALSE: wire_put_tag(w, WIRE_FALSE); break;
  case T_FIXNUM:
  case T_BIGNUM:
  case T_FLOAT: wire_put_number(w, NUM2DBL(value)); break;
  case T_SYMBOL: value = rb_sym2str(value); /* fall through */
  case T_STRING:
    wire_put_string(w, RSTRING_PTR(value), (size_t)RSTRING_LEN(value));
    RB_GC_GUARD(value);
    break;
  case T_ARRAY:
    wire_put_tag(w, WIRE_ARRAY);
    for (long i = 0; i < RARRAY_LEN(value); i++) ruby_to_wire(s, w, rb_ary_entry(value, i), depth + 1);
    wire_put_tag(w, WIRE_END);
    break;
  case T_HASH: {
    struct pair_context c = {s, w, depth + 1};
    wire_put_tag(w, WIRE_TABLE);
    rb_hash_foreach(value, pair_to_wire, (VALUE)&c);
    wire_put_tag(w, WIRE_END);
    break;
  }
  default:
    if (function_reference(value, s, &reference)) {
      wire_put_tag(w, WIRE_FUNCTION);
      wire_put_u32(w, (uint32_t)reference);
    } else if (RTEST(rb_obj_is_kind_of(value, rb_eException))) {
      slot_to_wire(s, w, WIRE_EXCEPTION, value, RUBY_TAG_RAISE);
    } else if (rb_respond_to(value, rb_intern("call"))) {
      slot_to_wire(s, w, WIRE_CALLABLE, value, 0);
    } else {
      rb_raise(rb_eTypeError, "cannot convert %" PRIsVALUE " to a Lua value", rb_obj_class(value));
    }
  }
  if (w->failed) rb_memerror();
}

/* What a block returns: one value, or several in a LuaJIT::Values. */
void ruby_results_to_wire(struct state *s, struct wire *w, VALUE value) {
  if (RTEST(rb_obj_is_kind_of(value, values_class))) {
    ruby_to_wire(s, w, value, 0);
  } else {
    wire_put_tag(w, WIRE_ARRAY);
    ruby_to_wire(s, w, value, 0);
    wire_put_tag(w, WIRE_END);
  }
  if (w->failed) rb_memerror();
}

static VALUE number(double value) {
  bool integral = value == floor(value) && fabs(value) < INTEGER_LIMIT && !(value == 0 && signbit(value));
  return integral ? LL2NUM((long long)value) : DBL2NUM(value);
}

static VALUE string(struct wire *w) {
  uint32_t length = wire_take_u32(w);
  VALUE text = rb_utf8_str_new(wire_take_bytes(w, length), length);
  if (rb_enc_str_coderange(text) == ENC_CODERANGE_BROKEN) rb_enc_associate(text, rb_ascii8bit_encoding());
  return text;
}

VALUE wire_to_ruby(struct state *s, struct wire *w) {
  switch (wire_take_tag(w)) {
  case WIRE_TRUE: return Qtrue;
  case WIRE_FALSE: return Qfalse;
  case WIRE_NUMBER: return number(wire_take_number(w));
  case WIRE_STRING: return string(w);
  case WIRE_ARRAY: {
    VALUE array = rb_ary_new();
    while (!wire_at_end_mark(w)) rb_ary_push(array, wire_to_ruby(s, w));
    return array;
  }
  case WIRE_TABLE: {
    VALUE hash = rb_hash_new();
    while (!wire_at_end_mark(w)) {
      VALUE key = wire_to_ruby(s, w);
      rb_hash_aset(hash, key, wire_to_ruby(s, w));
    }
    return hash;
  }
  case WIRE_FUNCTION: return function_new(s, (int)wire_take_u32(w));
  case WIRE_CALLABLE:
  case WIRE_EXCEPTION: {
    uint32_t slot = wire_take_u32(w);
    return slot < s->slots.count ? s->slots.items[slot].value : Qnil;
  }
  default: return Qnil;
  }
}
