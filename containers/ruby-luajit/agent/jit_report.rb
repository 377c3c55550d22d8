module Luaparity
  module Agent
    # What the JIT compiler did in a case, from the text that the child sends (jit_activity.c), with the reasons in words.
    module JitReport
      MOST_FREQUENT = 20
      # Operations have names of this many characters in jit.vmdef.
      NAME_WIDTH = 6

      @words = {}

      # jit.vmdef belongs to the very version of LuaJIT; without it the reasons stay numbers.
      def self.read_words(lua)
        @words = lua.eval(<<~'LUA') || {}
          local found, names = pcall(require, 'jit.vmdef')
          return found and { traceerr = names.traceerr, bcnames = names.bcnames, irnames = names.irnames, ffnames = names.ffnames }
        LUA
      end

      def self.parse(payload)
        figures, *lines = payload.split("\n")
        traces, aborts, flushes = figures.to_s.split.map { |figure| Integer(figure) }
        raise ArgumentError, 'figures are missing' unless flushes
        reasons = lines.map { |line| reason(line) }.group_by { |r| r.values_at(:reason, :at) }.values
        reasons = reasons.map { |same| same.first.merge(count: same.sum { |r| r[:count] }) }
        { traces: traces, aborts: aborts, flushes: flushes, reasons: reasons.sort_by { |r| [-r[:count], r[:at], r[:reason]] }.first(MOST_FREQUENT) }
      rescue ArgumentError, TypeError
        raise ChannelReader::Corrupt, 'a frame about the JIT compiler that cannot be read'
      end

      def self.reason(line)
        head, place = line.split("\t", 2)
        count, code, about = head.split(' ', 3)
        { reason: text(Integer(code), about.to_s), at: Agent.readable(place.to_s), count: Integer(count) }
      end

      def self.text(code, about)
        text = @words.dig('traceerr', code) or return "abort code #{code}"
        text.sub(/%[ds]/) { subject(text, about) }
      end

      def self.subject(text, about)
        kind, rest = about[0], about[1..]
        case kind
        when 'n' then operation(text, Integer(rest)) || rest
        when 'f' then @words.dig('ffnames', Integer(rest)) || rest
        when 'l' then Agent.readable(rest)
        when 'c' then 'C function'
        else '?'
        end
      end

      def self.operation(text, number)
        names = text.include?('bytecode') ? @words['bcnames'] : text.include?('IR') ? @words['irnames'] : nil
        names&.slice(number * NAME_WIDTH, NAME_WIDTH)&.strip
      end

      private_class_method :reason, :text, :subject, :operation
    end
  end
end
