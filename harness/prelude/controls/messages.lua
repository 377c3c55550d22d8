-- `C.luajit_message(text)`: a message of the VM's in the words of LuaJIT, as far as they say the same; as in
-- harness/verdicts/messages.ts, but to be read.
local C = ...
local b = C.b
local gsub = b.gsub

local ALL = '([%w_ ]-)'
local NAMED = "%((%l[%l ]-) ('[^'\n]*')%)"
local OPERATIONS = { 'index', 'call', 'perform arithmetic on', 'concatenate', 'get length of' }

-- Found by a computed key, or in a place that LuaJIT has no name for.
local function without_name(kind, name)
  return kind == 'constant' or kind == 'metamethod' or kind == 'for iterator'
    or kind == 'field' and (name == "'?'" or name == "'integer index'")
end

local REWRITES = {
  { "attempt to %l+ a 'number' with a '([%w_ ]+)'", 'attempt to perform arithmetic on a %1 value' },
  { "attempt to %l+ a '([%w_ ]+)' with a '[%w_ ]+'", 'attempt to perform arithmetic on a %1 value' },
  { "bad 'for' (%l[%l ]+) %(number expected, got [^)\n]*%)", "'for' %1 must be a number" },
  { "bad argument #(%d+) to 'for iterator'", "bad argument #%1 to '(for generator)'" },
  { '%(no value%)', '(value expected)' },
  { '%(thread expected[^)\n]*%)', '(coroutine expected)' },
  { '%(string/function/table expected, got [^)\n]*%)', '(string/function/table expected)' },
  { '%(nil or table expected, got [^)\n]*%)', '(nil or table expected)' },
  { "'char' %(value out of range%)", "'char' (invalid value)" },
  { "invalid conversion ('%%[^'\n]*') to 'format'", "invalid option %1 to 'format'" },
  { 'invalid capture index %%%d+', 'invalid capture index' },
  { 'invalid capture index in [^\n]*', 'invalid capture index' },
  { "malformed pattern %(missing arguments to '%%b'%)?", 'unbalanced pattern' },
  { 'attempt to yield across a?%s?%l*/?[CJ]S?%-call boundary', 'attempt to yield across C-call boundary' },
  { 'attempt to yield from outside a coroutine', 'attempt to yield across C-call boundary' },
  { 'cannot resume non%-suspended coroutine', 'cannot resume running coroutine' },
  { "attempt to load a %l+ chunk %(mode is '%a*'%)", 'attempt to load chunk with wrong mode' },
  { "'__tostring' must return a string$", "'tostring' must return a string to 'print'" },
  -- of the grammar
  { '(%s)<(%l+)> expected near', "%1'<%2>' expected near" },
  { 'near <eof>', "near '<eof>'" },
  { "syntax error near ('[^\n]*)", "'=' expected near %1" },
  { ' %(starting at line %d+%)', '' },
  { "no visible label ('[^'\n]*') for <?goto>? at line %d+", 'undefined label %1' },
  { "label ('[^'\n]*') already defined on line %d+", 'duplicate label %1' },
  { '(<goto [^>\n]*>) at line %d+ (jumps into)', '%1 %2' },
  { '<break> at line %d+ not inside a loop[^\n]*', 'no loop to break' },
  { 'break outside a? ?loop at line %d+[^\n]*', 'no loop to break' },
  { "no loop to break near [^\n]*", 'no loop to break' },
}

function C.luajit_message(text)
  for i = 1, #OPERATIONS do
    local operation = OPERATIONS[i]
    -- from Lua 5.3 on the value comes first
    text = gsub(text, 'attempt to ' .. operation .. ' a ' .. ALL .. ' value ' .. NAMED, function(kind, place, name)
      if without_name(place, name) then return 'attempt to ' .. operation .. ' a ' .. kind .. ' value' end
      return 'attempt to ' .. operation .. ' ' .. place .. ' ' .. name .. ' (a ' .. kind .. ' value)'
    end)
    text = gsub(text, 'attempt to ' .. operation .. " (%l+) ('[^'\n]*') %(a " .. ALL .. ' value%)', function(place, name, kind)
      if not without_name(place, name) then return nil end
      return 'attempt to ' .. operation .. ' a ' .. kind .. ' value'
    end)
  end
  for i = 1, #REWRITES do text = gsub(text, REWRITES[i][1], REWRITES[i][2]) end
  return text
end
