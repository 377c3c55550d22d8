module Luaparity
  module Agent
    # How many processes of this container the kernel has ended for want of memory. It counts before it sends the signal.
    module OomKills
      # Version 2 and version 1 of control groups; Docker shows a container its own.
      FILES = %w[/sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control].freeze

      # Always 0 where the kernel or the engine does not tell.
      def self.count
        FILES.each do |file|
          count = File.read(file)[/^oom_kill (\d+)/, 1]
          return count.to_i if count
        rescue SystemCallError
          next
        end
        0
      end
    end
  end
end
