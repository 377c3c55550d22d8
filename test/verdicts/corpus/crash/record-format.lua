-- truth: crash SIGSEGV on native
-- truth: jit
-- why: exhibit record-crash: the recorder's buffer is too small for the pieces of the format; nothing is recorded with the JIT off, and trixie's version is fixed.
local banner = ('%'):rep(50000)
local width
for _ = 1, 100 do
  width = #banner:format()
end
return width
