-- Chunks and modules that another engine does not compile are not compiled here either: `C.refuse(texts, modules)`,
-- the message by the text of a chunk, and by the name of a module.
local C = ...
local b = C.b
local type, select = b.type, b.select

function C.refuse(texts, modules)
  for _, name in b.pairs({ 'load', 'loadstring' }) do
    C.wrap(nil, name, function(original)
      return function(text, ...)
        local message = type(text) == 'string' and texts[text]
        if message then return nil, message end
        return original(text, ...)
      end
    end)
  end
  C.wrap(nil, 'require', function(original)
    return function(name, ...)
      if modules[name] then b.error(modules[name], 0) end
      return original(name, ...)
    end
  end)
end
