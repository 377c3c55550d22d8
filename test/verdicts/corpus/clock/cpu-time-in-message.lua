-- truth: nondeterministic on *
-- why: 5.1 manual 5.8 os.clock, here in an error that is caught and printed.
local function frame(limit)
  local at = os.clock()
  if at >= limit then error(('frame began at %.17g'):format(at), 0) end
end
local ok, message = pcall(frame, -1)
print(message)
return ok
