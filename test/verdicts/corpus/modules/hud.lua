local hud = {}

function hud.bar(name, value, max)
  return name .. ' ' .. value .. '/' .. max
end

return hud
