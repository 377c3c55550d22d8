module Luaparity
  module Agent
    # Processes that a script left behind. Process 1 inherits whoever loses a parent.
    module Orphans
      CHILDREN = "/proc/#{Process.pid}/task/#{Process.pid}/children"
      # What a script leaves behind in good faith is found in two or three rounds. A fork storm outruns us, and takes
      # the CPU that we would need to win.
      ROUNDS = 10
      PAUSE_SECONDS = 0.001

      def self.any?(wanted)
        !(children - wanted).empty?
      end

      # Ends every child that is not `wanted`, then those that these leave behind, and so on. Says how it went:
      # :clean, :dying (all are killed, not all are gone) or :storm (there is no end to it). The block reaps.
      def self.end_all(wanted)
        killed = []
        ROUNDS.times do
          strays = children - wanted
          return :clean if strays.empty?
          return :dying if (strays - killed).empty?
          (strays - killed).each { |pid| kill(pid) }
          killed |= strays
          IO.select(nil, nil, nil, PAUSE_SECONDS)
          yield
        end
        :storm
      end

      # Everything in the container but process 1, at one stroke.
      def self.end_everything
        kill(-1)
      end

      def self.children
        File.read(CHILDREN).split.map(&:to_i)
      rescue SystemCallError
        ProcessTree.parents.filter_map { |pid, parent| pid if parent == Process.pid } # no CONFIG_PROC_CHILDREN
      end

      def self.kill(pid)
        Process.kill(:KILL, pid)
      rescue Errno::ESRCH
        # Already gone.
      end

      private_class_method :children, :kill
    end
  end
end
