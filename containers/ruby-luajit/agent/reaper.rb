module Luaparity
  module Agent
    # A process that has ended.
    Ended = Struct.new(:pid, :code, :signal, :core, :cpu_ms, :max_rss_kb) do
      def self.next
        fields = Agent.platform.reap or return nil
        fields[2] &&= "SIG#{Signal.signame(fields[2]) || fields[2]}"
        new(*fields)
      end
    end

    # Collects ended processes of all kinds: children of batches, and strays that process 1 has inherited.
    class Reaper
      def initialize
        @ended = {}
      end

      def collect(wanted)
        while (ended = Ended.next)
          @ended[ended.pid] = ended if wanted.include?(ended.pid)
        end
      end

      def take(pid)
        @ended.delete(pid)
      end

      def ended?(pid)
        @ended.key?(pid)
      end
    end
  end
end
