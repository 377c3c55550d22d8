-- truth: dialect negative-zero on lua53 lua54
-- why: facts row `0*-1`: integers have no negative zero.
local ball = { vx = 0, vy = 3 }
local function bounce(body)
  body.vx = body.vx * -1
  body.vy = body.vy * -1
end
bounce(ball)
print('vx ' .. ball.vx .. ' vy ' .. ball.vy)
return ball.vy
