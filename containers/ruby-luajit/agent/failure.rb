module Luaparity
  module Agent
    # What the prelude itself could not catch.
    module Failure
      def self.describe(error)
        {
          kind: kind(error), message: Agent.readable(message(error)),
          traceback: Agent.readable(Agent.platform.lua_traceback_of(error).to_s),
          rubyBacktrace: backtrace(error)
        }
      end

      # Without our own frames, which come last.
      def self.backtrace(error)
        (error.backtrace || []).take_while { |line| !line.start_with?('agent.rb:') }.first(30).map { |line| Agent.readable(line) }
      end

      def self.kind(error)
        return 'out-of-memory' if error.is_a?(NoMemoryError) || Agent.platform.out_of_memory?(error)
        error.is_a?(Agent.platform::Error) ? 'lua-error' : 'ruby-exception'
      end

      def self.message(error)
        error.is_a?(Agent.platform::Error) ? error.message : "#{error.class}: #{error.message}"
      end

      private_class_method :backtrace, :kind, :message
    end
  end
end
