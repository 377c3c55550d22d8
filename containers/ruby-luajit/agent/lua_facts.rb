module Luaparity
  module Agent
    # What the running VM says and shows of itself.
    module LuaFacts
      ASK = <<~'LUA'
        local ffi = require 'ffi'
        return {
          luajit = jit.version, arch = jit.arch, os = jit.os, gc64 = ffi.abi('gc64'),
          -- How numbers are printed whose decimal digits end in an exact half; LuaJITs differ.
          rounding = ('%.0f'):format(0.5) == '1' and 'half-up' or 'half-even',
          lua52 = #setmetatable({}, { __len = function() return 1 end }) == 1,
        }
      LUA

      # After how many turns a loop is compiled, and after how many exits of a trace the way out: LuaJIT tells its
      # parameters to nobody, but shows them.
      MEASURE_THRESHOLDS = <<~'LUA'
        local turns, exits, loop, side = 0, 0, nil, nil
        local function watch(what, _, _, _, parent)
          if what ~= 'start' then return end
          if parent then side = side or exits elseif not loop then loop = turns end
        end
        jit.attach(watch, 'trace')
        local sum = 0
        for turn = 1, 2000 do
          turns = turns + 1
          if turn > 1000 then exits = exits + 1 sum = sum + turn end
          if side then break end
        end
        jit.attach(watch)
        return { loop or false, side or false }
      LUA

      def self.collect(program)
        lua = LuaJIT::State.new
        program.prepare(lua)
        JitReport.read_words(lua)
        facts = lua.eval(ASK).sort.to_h.transform_keys(&:to_sym) # Lua has them in another order each time
        status = lua.eval('return { jit.status() }').map { |item| item == true ? 'on' : item == false ? 'off' : item }
        facts.merge(jitStatus: status, **thresholds(lua), **build)
      ensure
        lua&.close
      end

      def self.build
        { buildFlags: LuaJIT.build_flags.filter_map { |name, on| name if on }, embedder: LuaJIT::EMBEDDER }
      end

      def self.thresholds(lua)
        loop, exits = lua.eval(MEASURE_THRESHOLDS)
        loop && exits ? { hotLoop: loop, hotExit: exits } : {}
      end

      private_class_method :build, :thresholds
    end
  end
end
