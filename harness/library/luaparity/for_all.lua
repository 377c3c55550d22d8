---@meta
-- What `require 'luaparity.for_all'` gives.

return for_all
