module Luaparity
  module Agent
    # What the harness sends once: the prelude, the host fakes and the JIT settings. Compiled before any fork.
    class Program
      def initialize(message)
        settings = message.fetch('settings', {})
        @jit = settings.fetch('jit', true)
        @hosts = Hosts.load(message['host'])
        @prelude = compile(message.fetch('prelude'))
      end

      # Whether the image has another Lua than our C extension.
      def foreign?
        false
      end

      # The form in which `run` wants a set of files, by their paths.
      def file_set(files)
        files
      end

      # A fresh state that sends its events to `channel`.
      def open(channel, token)
        LuaJIT::State.new.tap { |lua| lua.channel('__luaparity_emit', channel.fileno, token) }
      end

      # Returns what the JIT compiler did, or nil where that is not counted.
      def close(lua)
        jit = lua.jit_activity
        lua.close
        jit
      end

      def run(lua, request, files)
        prepare(lua, request.jit_options)
        count_jit(lua)
        lua.expose('__luaparity_fetch') { |path| files[path] }
        lua.expose('__luaparity_wall_clock') { Process.clock_gettime(Process::CLOCK_MONOTONIC) }
        @hosts.functions(request.seed).each { |name, body| lua.expose(name, &body) } if request.host
        lua.eval(@prelude, '=[luaparity]', request.job)
      end

      def prepare(lua, jit_options = [])
        lua.jit = @jit
        lua.eval('jit.opt.start(...)', '=[luaparity]', *jit_options) unless jit_options.empty?
      end

      private

      # In C, which disturbs the script less than the prelude's own way. Where the compiler is off, nothing is counted.
      def count_jit(lua)
        lua.count_jit if @jit
        lua['__luaparity_jit_is_counted'] = true
      end

      def compile(prelude)
        lua = LuaJIT::State.new
        prepare(lua)
        lua.dump(prelude, '=[luaparity]')
      ensure
        lua&.close
      end
    end
  end
end
