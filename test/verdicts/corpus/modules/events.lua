local events = {}
local handlers = {}

function events.on(name, handler)
  handlers[name] = handler
end

function events.replay(log)
  for _, entry in ipairs(log) do
    handlers[entry[1]](unpack(entry, 2))
  end
end

return events
