local grid = {}

function grid.make(width, height)
  local tiles = {}
  for tile = 1, width * height do
    tiles[tile] = tile % width
  end
  return tiles
end

return grid
