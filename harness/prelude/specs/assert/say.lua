-- Texts by key, in namespaces (languages): what `require 'say'` gives.
local S = ...
local b = S.P.builtins
local type, tostring = b.type, b.tostring

local registry = {}
local current, fallback

local say = { _registry = registry, _VERSION = 'Say 1.4' }

local function opened(name)
  if not registry[name] then registry[name] = {} end
  return name
end

function say:set_namespace(name) current = opened(name) end
function say:set_fallback(name) fallback = opened(name) end
function say:set(key, text) registry[current][key] = text end

-- string.format of 5.1 ends a %s at a zero byte, so that only what is not %s is left to it.
local function filled(template, texts, count)
  local used, is_simple = 0, true
  local text = b.gsub(template, '%%(.)', function(kind)
    if kind == '%' then return '%' end
    used = used + 1
    is_simple = is_simple and kind == 's' and used <= count
    return texts[used]
  end)
  if is_simple then return text end
  text = b.format(template, b.unpack(texts, 1, count))
  return text
end

local function look_up(_, key, values)
  if values ~= nil and type(values) ~= 'table' then
    b.error("expected parameter table to be a table, got '" .. type(values) .. "'", 2)
  end
  local template = registry[current][key] or registry[fallback][key]
  if template == nil then return nil end
  template = tostring(template)
  if not values then return template end
  local count, texts = #values, {}
  if values.n and values.n > count then count = values.n end
  for i = 1, count do texts[i] = tostring(values[i]) end
  return count > 0 and filled(template, texts, count) or template
end

say:set_fallback('en')
say:set_namespace('en')

return b.setmetatable(say, { __call = look_up, __index = registry })
