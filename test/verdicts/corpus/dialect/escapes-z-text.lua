-- truth: dialect escapes on lua51
-- why: 5.2 manual 3.1 adds \z, which skips the line break; 5.1 reads a z.
local intro = 'You wake in a cellar. \z
               It is dark.'
print(intro)
return #intro < 40
