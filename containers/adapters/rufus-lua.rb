# The gem rufus-lua, which calls Lua 5.1 (or LuaJIT, by LUA_LIB) through ffi.
require 'rufus-lua'

Luaparity.adapter do |a|
  a.state { Rufus::Lua::State.new }
  a.eval { |lua, source| lua.eval(source) }
  # Tables arrive as a Hash or an Array rather than as a reference. A function gives one value.
  a.expose { |lua, name, function| lua.function(name, to_ruby: true, &function) }
  a.close { |lua| lua.close }
end
