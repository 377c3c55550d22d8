import { rule } from './rule.js'

export default rule({
  id: 'error-message-format-width',
  title: 'a width or precision that is too long for string.format, in three wordings',
  differs:
    'A conversion with a width or a precision of more than two digits is an error on all VMs, which LuaJIT, ' +
    'Lua up to 5.3, and Lua 5.4 word differently.',
  manual: 'not documented',
  example: 'return pcall(string.format, "%10.123f", 1)',
  shows: {
    luajit: `false, "invalid option '%10.123' to 'format'"`,
    lua51: 'false, "invalid format (width or precision too long)"',
    lua52: 'false, "invalid format (width or precision too long)"',
    lua53: 'false, "invalid format (width or precision too long)"',
    lua54: `false, "invalid conversion specification: '%10.123f'"`,
  },
  advice: 'Keep widths below 100, or use string.rep for more.',
  finding: {
    by: 'message',
    pairs: [
      [
        /^invalid option '%[^']*\d{3}[^']*' to 'format'$/,
        /^invalid (?:format \(width or precision too long\)|conversion specification: '%[^']*')$/,
      ],
    ],
  },
})
