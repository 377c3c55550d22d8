module Luaparity
  module Agent
    # Process.fork for a server that must not get stuck: where there can be no further process, Ruby sleeps and tries
    # again until there can, and a script's fork storm sees to it that this never happens.
    module Forking
      # Long enough for any fork that works, short enough for the deadlines of other batches.
      PATIENCE_SECONDS = 0.5

      @forking = false

      # Scripts may send us SIGALRM too; outside of a fork it means nothing.
      def self.prepare
        trap(:ALRM) { raise Errno::EAGAIN, 'fork' if @forking }
      end

      # Raises SystemCallError. `crowded`: others may be using up the container's processes at this moment.
      def self.fork(crowded)
        Agent.platform.check_fork if crowded
        Agent.platform.alarm_after(PATIENCE_SECONDS)
        @forking = true
        Process.fork do
          @forking = false
          yield
        end
      ensure
        @forking = false
        Agent.platform.alarm_after(0)
      end
    end
  end
end
