-- truth: agree
-- why: 0 and -0 are equal; only their text and 1/x tell them apart.
local velocity = { x = 0, y = 2 }
local mirrored = { x = velocity.x * -1, y = velocity.y * -1 }
print(mirrored.x == 0, mirrored.y)
return mirrored.x == velocity.x
