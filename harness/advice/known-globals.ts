/** Globals that a Lua from 5.1 to 5.4 or LuaJIT has, and `host`, which Luaparity brings. */
const KNOWN = new Set(
  `_ENV _G _VERSION arg assert bit bit32 collectgarbage coroutine debug dofile error gcinfo getfenv getmetatable
  host io ipairs jit load loadfile loadstring math module newproxy next os package pairs pcall print rawequal rawget
  rawlen rawset require select setfenv setmetatable string table tonumber tostring type unpack utf8 warn
  xpcall`.split(/\s+/),
)

/** Whether some Lua, or Luaparity, has a global of the name. */
export function isKnownGlobal(name: string): boolean {
  return KNOWN.has(name)
}
