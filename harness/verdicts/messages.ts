/**
 * An error message in the words of LuaJIT, as far as other VMs say the very same of the very same thing: two messages
 * that become one text here are the same mistake. What only one of the VMs can tell (which capture, where a string was
 * opened, the name of a string that was added to) is left out; every other name, number and type stays.
 *
 * The rewrites are those that running the same mistakes on LuaJIT 2.1, PUC Lua 5.1 to 5.4 and fengari has shown.
 */
export function canonicalMessage(message: string): string {
  return REWRITES.reduce((text, [pattern, by]) => text.replace(pattern, by), message)
}

/** What a value was found in: `attempt to index local 't' (a nil value)`. */
const VARIABLE = `(?:global|local|method|field|upvalue|constant|metamethod|for iterator) '[^'\\n]*'`
const OPERATION = '(index|call|perform arithmetic on|concatenate|get length of)'
const TYPE = '[\\w ]+?'

/** In this order: a later one may need what an earlier one has made. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  // Lua 5.3 and later put the value before the variable.
  [
    new RegExp(`attempt to ${OPERATION} a (${TYPE}) value \\((${VARIABLE})\\)`, 'g'),
    'attempt to $1 $3 (a $2 value)',
  ],
  // Names that say nothing: LuaJIT has none for what was found by a computed key, nor for constants.
  [
    new RegExp(
      `attempt to ${OPERATION} (?:field '(?:\\?|integer index)'|constant '[^'\\n]*'|metamethod '[^'\\n]*'|for iterator '[^'\\n]*') \\(a (${TYPE}) value\\)`,
      'g',
    ),
    'attempt to $1 a $2 value',
  ],
  // Strings have metamethods for arithmetic in 5.4, which know operation and types, but no variable.
  [/attempt to \w+ a 'number' with a '([\w ]+)'/g, 'attempt to perform arithmetic on a $1 value'],
  [/attempt to \w+ a '([\w ]+)' with a '[\w ]+'/g, 'attempt to perform arithmetic on a $1 value'],
  [
    new RegExp(`attempt to perform arithmetic on ${VARIABLE} \\(a string value\\)`, 'g'),
    'attempt to perform arithmetic on a string value',
  ],
  [/bad 'for' (initial value|limit|step) \(number expected, got [^)\n]*\)/g, "'for' $1 must be a number"],
  [/'\(for generator\)'/g, "'for iterator'"],

  // Arguments
  [/\((?:value expected|no value|[^()\n]* expected, got no value)\)/g, '(no value)'],
  [/\((?:thread|coroutine) expected(?:, got (?!no value)[^)\n]*)?\)/g, '(coroutine expected)'],
  [/\((string\/function\/table|nil or table|table or string) expected, got [^)\n]*\)/g, '($1 expected)'],
  [/\(function or level expected\)/g, '(number expected)'],
  [/'(char|string\.char|\?)' \((?:invalid value|value out of range)\)/g, "'$1' (invalid value)"],

  // Formats and patterns
  [/invalid (?:option|conversion) ('%[^'\n]*') to 'format'/g, "invalid option $1 to 'format'"],
  [
    /invalid capture index(?: %\d+)?(?: in (?:replacement string|pattern)\b[^\n]*)?/g,
    'invalid capture index',
  ],
  [/malformed pattern \(missing arguments to '%b'\)?/g, 'unbalanced pattern'],
  [/invalid replacement value \(an? (\w+)\)/g, 'invalid replacement value (a $1)'],

  // Coroutines: LuaJIT and 5.1 have one text for both of what later ones tell apart.
  [
    /attempt to yield (?:across (?:a )?(?:metamethod\/)?C-call boundary|from outside a coroutine)/g,
    'attempt to yield across C-call boundary',
  ],

  // Files and chunks
  [/(module '[^'\n]*' not found):[\s\S]*/g, '$1'],
  [
    /attempt to load (?:chunk with wrong mode|a (?:text|binary) chunk \(mode is '\w*'\))/g,
    'attempt to load chunk with wrong mode',
  ],

  // Grammar
  [/'<(eof|name|string|number)>'/g, '<$1>'],
  [/(unfinished long (?:string|comment)) \(starting at line \d+\)/g, '$1'],
  [
    /(?:invalid escape sequence|(?:decimal |hexadecimal )?escape(?: sequence)? too large) near [^\n]*/g,
    'invalid escape sequence',
  ],
  [/no visible label ('[^'\n]*') for (?:<goto>|goto) at line \d+/g, 'undefined label $1'],
  [/label ('[^'\n]*') already defined on line \d+/g, 'duplicate label $1'],
  [/(<goto [^>\n]*>) at line \d+ (jumps into the scope)/g, '$1 $2'],
  [
    /(?:<break> at line \d+ not inside a loop|break outside (?:a )?loop at line \d+|no loop to break)(?: near [^\n]*)?/g,
    'no loop to break',
  ],
  [/(?:'=' expected near|unexpected symbol near(?= '='))/g, 'syntax error near'],
]
