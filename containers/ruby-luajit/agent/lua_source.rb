module Luaparity
  module Agent
    # Lua source text, ASCII only, since nothing more than that can be relied on to reach a foreign state unchanged.
    module LuaSource
      # Runs the prelude under its own chunk name, whatever name the binding gives to what it evaluates.
      def self.case(prelude, job, transport)
        "#{transport}\nassert((loadstring or load)(#{literal(prelude)}, '=[luaparity]'))(#{job})\n"
      end

      # Two Lua functions that need nothing from Ruby: events are written to the result channel, files are read from a
      # descriptor that holds them all, one after the other. The real io library is only there before the prelude runs.
      def self.descriptors(channel, token, files)
        <<~LUA
          if not (io and io.open) then
            error('this Lua state has no io.open, and the adapter no expose: results cannot leave it', 0)
          end
          do
            local char, floor, find, sub, match = string.char, math.floor, string.find, string.sub, string.match
            local tonumber, open = tonumber, io.open
            local out = assert(open('/proc/self/fd/#{channel}', 'ab'))
            local write, flush = out.write, out.flush
            local function byte(n, unit) return char(floor(n / unit) % 256) end
            __luaparity_emit = function(lines)
              local n = #lines + 1
              write(out, #{literal(token)}, byte(n, 16777216), byte(n, 65536), byte(n, 256), byte(n, 1), 'E', lines)
              flush(out)
            end
            local index = #{literal(files.index)}
            __luaparity_fetch = function(path)
              if find(path, '%z') then return nil end
              local _, last = find(index, '\\0' .. path .. '\\0', 1, true)
              if not last then return nil end
              local offset, size = match(index, '^(%d+) (%d+)', last + 1)
              local file = assert(open('/proc/self/fd/#{files.descriptor}', 'rb'))
              file:seek('set', tonumber(offset))
              local bytes = size == '0' and '' or file:read(tonumber(size))
              file:close()
              return bytes
            end
          end
        LUA
      end

      # What the VM is, one fact an event.
      FACTS = <<~LUA
        local emit = __luaparity_emit
        local function fact(name, value) if value ~= nil then emit(name .. ' ' .. tostring(value)) end end
        fact('vm', jit and jit.version or _VERSION)
        fact('arch', jit and jit.arch)
        fact('os', jit and jit.os)
        fact('rounding', ('%.0f'):format(0.5) == '1' and 'half-up' or 'half-even')
        local has_ffi, ffi = pcall(require, 'ffi')
        if jit and has_ffi then fact('gc64', ffi.abi('gc64')) end
        if jit then
          local status = { jit.status() }
          for i = 1, #status do status[i] = status[i] == true and 'on' or status[i] == false and 'off' or status[i] end
          fact('jitStatus', table.concat(status, ' '))
        end
      LUA

      # Bytes as a quoted Lua string.
      def self.literal(bytes)
        utf8("\"#{bytes.b.gsub(/[^ !#-\[\]-~]/n) { |byte| format('\\%03d', byte.ord) }}\"")
      end

      # The form in which bytes go through a binding that may only carry text; start.lua takes it apart.
      def self.escaped(bytes)
        raw = bytes.b
        return utf8("=#{raw}") unless raw.match?(/[^\t\n\r -~]/n)
        utf8("\\#{raw.gsub(/[^\t\n\r -\[\]-~]/n) { |byte| format('\\%03d', byte.ord) }}")
      end

      # Up to Ruby 2.7 a string with interpolations is frozen as well.
      def self.utf8(text)
        text.dup.force_encoding(Encoding::UTF_8)
      end
      private_class_method :utf8
    end
  end
end
