---@meta
-- What `require 'busted.runner'` gives, for spec files that are also run as programs: `require 'busted.runner'()`.

---Has nothing to do where the file is run as a spec.
---@param options? table
local function runner(options) end

return runner
