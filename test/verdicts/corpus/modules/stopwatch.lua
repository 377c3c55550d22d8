local stopwatch = {}

function stopwatch.show(seconds)
  local minutes = math.floor(seconds / 60)
  return string.format('%02d:%02d', minutes, seconds - minutes * 60)
end

return stopwatch
