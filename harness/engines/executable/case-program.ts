export interface CaseProgram {
  /**
   * Lua statements that set `__luaparity_emit` and `__luaparity_fetch`; they may use the locals `open`, `find` and
   * `gsub` of the standard library, and `read(path)`, which gives a real file's bytes or nil.
   */
  channel: string
  /** Path of the file that holds the prelude, as a Lua literal. */
  prelude: string
  /** As `renderJob` gives it. */
  job: string
}

/** The Lua program that runs one case: it runs the prelude, which runs the script. */
export function caseProgram({ channel, prelude, job }: CaseProgram): string {
  return `local open, find, gsub = io.open, string.find, string.gsub
local function read(path)
  local file = open(path, 'rb')
  if not file then return nil end
  local bytes = file:read('*a')
  file:close()
  return bytes
end
${channel}
assert((loadstring or load)(assert(read(${prelude})), '=[luaparity]'))(${job})
`
}
