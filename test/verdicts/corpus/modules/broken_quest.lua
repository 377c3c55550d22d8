local quest = { name = 'The Empty Crypt' }

function quest.start()
  local monster
  for monster in (nil):monsters() do
    print(monster)
  end
end

return quest
