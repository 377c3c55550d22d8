import { rule } from './rule.js'

export default rule({
  id: 'for-step-zero',
  title: 'a loop with step 0',
  differs:
    'In LuaJIT a numeric for with step 0 runs for ever if it begins at or below its end; in 5.1 to 5.3 if it ' +
    'begins at or above it; 5.4 raises an error.',
  manual: 'Lua 5.4 manual, 3.3.5',
  example: 'for i = 1, 3, 0 do return "endless" end return "never"',
  shows: {
    luajit: '"endless"',
    lua51: '"never"',
    lua52: '"never"',
    lua53: '"never"',
    lua54: "error: 'for' step is zero",
  },
  advice: 'Ask whether a computed step is zero before the loop.',
  finding: {
    by: 'emulation',
    operators: ['step'],
    lua: `
      C.on('step', function(step, _, site)
        if C.b.tonumber(step) ~= 0 then return false end
        C.note_site('for-step-zero', site, C.version == 'Lua 5.4' and 'an error' or 'no round below the end',
          'a round for ever', 'a loop with step ' .. site.text)
        -- Too small to move any counter.
        return true, 5e-324
      end)`,
  },
})
