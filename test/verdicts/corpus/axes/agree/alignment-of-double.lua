-- truth: agree
-- why: only fields of a struct are aligned to less on i386 (lj_cparse.c, cp_field_align); the type itself is declared with 8 (lj_ctype.h, CTALIGN(3)).
local ffi = require 'ffi'
local kinds = { 'double', 'int64_t', 'int32_t', 'long long' }
for index, kind in ipairs(kinds) do kinds[index] = kind .. ' ' .. ffi.alignof(kind) end
print(table.concat(kinds, ', '))
return #kinds
