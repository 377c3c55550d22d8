#include "unsupported.h"

#include <string.h>

#include "lauxlib.h"

const char *fv_unsupported;

/* Longer messages are cut: the error itself carries the whole text. */
static char noted[256];

void fv_note_unsupported(const char *message) {
  if (fv_unsupported != NULL) return;
  strncpy(noted, message, sizeof noted - 1);
  fv_unsupported = noted;
}

int fv_lua_unsupported(lua_State *L) {
  if (!lua_isnoneornil(L, 1)) fv_note_unsupported(luaL_checkstring(L, 1));
  if (fv_unsupported == NULL) return 0;
  lua_pushstring(L, fv_unsupported);
  return 1;
}
