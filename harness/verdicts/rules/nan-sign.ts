import { rule } from './rule.js'

export default rule({
  id: 'nan-sign',
  title: 'not-a-number prints with a sign',
  differs:
    'PUC Lua leaves the text of not-a-number to the C library, which shows the sign bit: 0/0 is "-nan" on ' +
    'x86. LuaJIT prints "nan" for all of them, fengari "NaN".',
  manual: 'not in the manuals; LuaJIT formats numbers itself (lj_strfmt_num.c), PUC uses sprintf',
  example: 'return 0/0 .. "", string.format("%5.1f", 0/0)',
  shows: {
    luajit: '"nan", "  nan"',
    lua51: '"-nan", " -nan"',
    lua52: '"-nan", " -nan"',
    lua53: '"-nan", " -nan"',
    lua54: '"-nan", " -nan"',
    fengari: '"NaN", " -NaN"',
  },
  advice: 'Ask x ~= x before a number is shown, and write "nan" yourself.',
  finding: {
    by: 'emulation',
    uses: ['numbers', 'format'],
    operators: ['..'],
    lua: `
      C.on_number_text('nan-sign', function(number)
        if number ~= number then return 'nan' end
      end)
      C.on_format_text('nan-sign', 'eEfgGaA', function(number, conversion)
        if number ~= number then return C.float_text(number, conversion) end
      end)`,
  },
})
