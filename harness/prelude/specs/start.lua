-- What the parts of the spec program share.
local S = ...

-- What `require` gives under a name, made when it is first asked for: name -> function.
S.modules = {}
-- What spec files see as globals, by name.
S.globals = {}

return {}
