module Luaparity
  module Agent
    # Who started whom, of all processes in the container.
    module ProcessTree
      # The parent of each process, by process id.
      def self.parents
        pairs = Dir.children('/proc').grep(/\A\d+\z/).filter_map do |entry|
          # The name in brackets may hold anything, so count from its end: state, then parent.
          [entry.to_i, File.binread("/proc/#{entry}/stat")[/.*\) \S+ (\d+)/m, 1].to_i]
        rescue SystemCallError
          nil # it has ended in between
        end
        pairs.to_h
      end

      # All that descend from a process, ended ones that nobody has waited for included. Process 1 is the parent of those
      # whose own has ended.
      def self.descendants(ancestor)
        children = parents.group_by { |_, parent| parent }.transform_values { |pairs| pairs.map(&:first) }
        found = []
        left = [ancestor]
        while (pid = left.pop)
          (children[pid] || []).each { |child| left << child; found << child }
        end
        found
      end
    end
  end
end
