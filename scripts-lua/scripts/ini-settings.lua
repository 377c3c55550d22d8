-- Proves that a settings file is read into typed values and written back the same.
local ini = require 'game.ini'
local tables = require 'game.tables'

local source = [[
; Emberfall settings
title = "Ember\"fall\" # not a comment"
version = 12

[video]
fullscreen = yes        ; comment after a value
size = 1280, 720
gamma = 2.2
scaling = -0.125

[keys.player]
up = w
quit = "\t"
combo = "a", 'b', 3, true
empty =

[ audio ]
volume = -3
music = no
path=C:\games
]]

local document = ini.parse(source)
for section, keys in tables.sortedPairs(document) do
  for key, value in tables.sortedPairs(keys) do
    local kind = type(value) == 'table' and ('list of ' .. #value) or type(value)
    print(section .. '.' .. key, kind)
  end
end

local written = ini.format(document)
io.write(written)
local again = ini.parse(written)
return document, written, tables.equals(document, again), ini.format(again) == written
