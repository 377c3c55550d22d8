local ffi = require 'ffi'

return {
  new = function(size) return ffi.new('uint8_t[?]', size) end,
}
