import { rule } from './rule.js'

export default rule({
  id: 'format-rounding-half',
  title: 'a number exactly between two formatted ones rounds the other way',
  differs:
    'string.format("%.1f", 2.25) is "2.3" in LuaJIT, which rounds a half away from zero, and "2.2" in PUC ' +
    'Lua, whose C library rounds it to the even digit.',
  manual: 'not in the manuals; lj_strfmt_num.c in LuaJIT, sprintf in PUC Lua',
  example: 'return string.format("%5.1f|%.0f|%.3g", 2.25, 0.5, 1.125)',
  shows: {
    luajit: '"  2.3|1|1.13"',
    lua51: '"  2.2|0|1.12"',
    lua52: '"  2.2|0|1.12"',
    lua53: '"  2.2|0|1.12"',
    lua54: '"  2.2|0|1.12"',
    fengari: '"  2.3|1|1.13"',
  },
  advice: 'Round yourself before formatting: math.floor(x * 10 + 0.5) / 10.',
  finding: {
    by: 'emulation',
    uses: ['format'],
    lua: `
      if C.has_32_bit_integers then return end
      C.on_format_value('format-rounding-half', 'eEfgG', function(number, conversion)
        local other = C.rounded_half_up(number, conversion)
        return other ~= number and other or nil
      end)`,
  },
})
