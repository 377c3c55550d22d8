module Luaparity
  module Agent
    # Processes that the kernel has ended because the container's memory was used up, which a wait status does not tell from
    # any other SIGKILL.
    module OutOfMemoryKills
      # Of cgroup v2 and v1.
      COUNTERS = %w[/sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control].freeze

      @seen = 0

      # Whether there was one that has not been told of yet.
      def self.one_more?
        return false if count <= @seen
        @seen += 1
        true
      end

      def self.count
        COUNTERS.sum { |path| File.exist?(path) ? File.read(path)[/^oom_kill (\d+)/, 1].to_i : 0 }
      end

      private_class_method :count
    end
  end
end
