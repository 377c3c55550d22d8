module Luaparity
  module Agent
    # Whether a Lua state can be made at all. An embedder that does not look at what luaL_newstate returned crashes at
    # once where LuaJIT gets no memory; in the server that would be the end of the container, without a word.
    module Probe
      class Crashed < StandardError; end

      # Raises Crashed, with signal, address and C function.
      def self.run
        reader, writer = IO.pipe
        token = SecureRandom.bytes(8)
        pid = Process.fork { die_trying(writer, token) }
        writer.close
        written = reader.read.b
        _, status = Process.wait2(pid)
        raise Crashed, "LuaJIT::State.new crashes: #{describe(written, token, status)}" if status.signaled?
      ensure
        reader&.close
      end

      def self.die_trying(writer, token)
        LuaJIT.crash_handler!(writer.fileno, token)
        LuaJIT::State.new.close
      rescue Exception
        # An exception is told of when the server meets it itself.
      ensure
        Process.exit!(0)
      end

      def self.describe(written, token, status)
        frames = {}
        ChannelReader.new(token, written.bytesize).take(written) { |type, payload| frames[type] = payload }
        crash = frames['C'] ? CrashReport.parse(frames['C']) : { signal: "SIG#{Signal.signame(status.termsig)}", address: '?' }
        ["#{crash[:signal]} at #{crash[:address]}", *CrashReport.lines(frames['N'] || '').first].join(' in ')
      rescue ChannelReader::Corrupt
        "SIG#{Signal.signame(status.termsig)}"
      end

      private_class_method :die_trying, :describe
    end
  end
end
