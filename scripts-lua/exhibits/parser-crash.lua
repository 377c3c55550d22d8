-- expect: crash SIGSEGV on native:release=bookworm,*
-- LuaJIT's parser looks at the code of a loop's iterator to guess whether it is
-- `next`. After a method call on the constant nil the guess reads the name of a
-- variable that is not there. This happens while compiling, so switching the JIT
-- compiler off does not help. The other VMs compile the line and, as nothing
-- calls the result, go on.

local load = loadstring or load

print('loading a quest script')
local chunk = load('local _ for _ in (nil):foo() do end')
print('loaded')
return type(chunk)
