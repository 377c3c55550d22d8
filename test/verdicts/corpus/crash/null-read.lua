-- truth: crash SIGSEGV on native native:jit=off native:release=trixie
-- why: LuaJIT extensions page (FFI semantics): reading through a null pointer is not checked either.
local ffi = require 'ffi'
ffi.cdef 'typedef struct { int hp; struct { int id; } *owner; } corpus_pet;'
local pet = ffi.new('corpus_pet')
pet.hp = 3
return pet.owner.id
