module Luaparity
  module Agent
    # What the prelude itself could not catch.
    module Failure
      def self.describe(error)
        {
          kind: kind(error), message: Agent.readable(message(error)),
          traceback: Agent.readable(LuaJIT.lua_traceback_of(error).to_s),
          rubyBacktrace: backtrace(error)
        }
      end

      # Without our own frames, which come last.
      def self.backtrace(error)
        (error.backtrace || []).take_while { |line| !line.start_with?('agent.rb:') }.first(30).map { |line| Agent.readable(line) }
      end

      def self.kind(error)
        return 'out-of-memory' if error.is_a?(NoMemoryError)
        return 'ruby-exception' unless error.is_a?(LuaJIT::Error)
        error.status == :memory ? 'out-of-memory' : 'lua-error'
      end

      def self.message(error)
        error.is_a?(LuaJIT::Error) || error.is_a?(Probe::Crashed) ? error.message : "#{error.class}: #{error.message}"
      end

      private_class_method :backtrace, :kind, :message
    end
  end
end
