-- Single-inheritance classes: `local Hero = class('Hero', Fighter)`.

local class = {}

-- Lua reads metamethods straight from the metatable and never through
-- __index, so a subclass has to receive copies of its parent's.
local METAMETHODS = {
  '__add', '__call', '__concat', '__eq', '__le', '__lt', '__mul', '__sub', '__tostring', '__unm',
}

local function describe(instance)
  return 'instance of ' .. instance.className
end

local function inheritMetamethods(child, parent)
  for _, name in ipairs(METAMETHODS) do
    local method = rawget(parent, name)
    if method ~= nil then child[name] = method end
  end
end

local function instantiate(cls, ...)
  local instance = setmetatable({}, cls)
  if cls.initialize then cls.initialize(instance, ...) end
  return instance
end

function class.new(name, parent)
  local cls = { className = name, super = parent, __tostring = describe }
  cls.__index = cls
  if parent then inheritMetamethods(cls, parent) end
  return setmetatable(cls, {
    __index = parent,
    __call = instantiate,
    __tostring = function() return 'class ' .. name end,
  })
end

function class.of(value)
  if type(value) ~= 'table' then return nil end
  local cls = getmetatable(value)
  if type(cls) == 'table' and rawget(cls, '__index') == cls then return cls end
  return nil
end

function class.is(value, cls)
  local current = class.of(value)
  while current do
    if current == cls then return true end
    current = current.super
  end
  return false
end

return setmetatable(class, { __call = function(_, name, parent) return class.new(name, parent) end })
