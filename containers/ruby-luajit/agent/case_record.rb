module Luaparity
  module Agent
    # What the harness asks for: one case of a batch.
    class CaseRequest
      LIMITS = %w[timeoutMs memoryBytes outputBytes cpuSeconds].freeze
      # None unless given.
      FURTHER_LIMITS = %w[cpuMs children].freeze

      attr_reader :key, :job, :files, :seed, :host, :jit_options, :limits

      # Raises KeyError, TypeError or ArgumentError for what does not fit, before anything is run.
      def initialize(fields, common_limits)
        @key = Integer(fields.fetch('key'))
        @job = fields.fetch('job')
        @files = fields['files']
        @seed = Integer(fields.fetch('seed'))
        @host = fields['host']
        @jit_options = fields['jitOptions'] || []
        given = common_limits.merge(fields.fetch('limits', {}))
        @limits = LIMITS.to_h { |name| [name, Float(given.fetch(name)).ceil] }
        FURTHER_LIMITS.each { |name| @limits[name] = Float(given[name]).ceil if given[name] }
      end
    end

    # What is known of a case that has been announced.
    class CaseRecord
      def initialize(request, before)
        @request = request
        @before = before
        @announced_at = Agent.now_ms
        @events = []
        @status = nil
      end

      def key
        @request.key
      end

      def timeout_ms
        @request.limits.fetch('timeoutMs')
      end

      def timed_out(what)
        { kind: 'timeout', timeoutMs: timeout_ms, what: what }
      end

      # Processes that it may have started at once; nil for any number.
      def children
        @request.limits['children']
      end

      def finished?
        !@status.nil?
      end

      def take(type, payload)
        case type
        when 'E' then @events << Agent.bytes_as_text(payload)
        when 'X' then @extra = JSON.parse(payload)
        when 'C' then @crash = CrashReport.parse(payload)
        when 'B' then @crash&.[]=(:lua, CrashReport.lines(payload))
        when 'J' then @jit = JitReport.parse(payload)
        when 'N' then @crash&.[]=(:native, CrashReport.lines(payload))
        else raise ChannelReader::Corrupt, "unknown frame type #{type.inspect}"
        end
      rescue JSON::ParserError
        raise ChannelReader::Corrupt, 'a frame that is not JSON'
      end

      def complete(payload)
        wall, cpu, rss = payload.split
        @wall_ms = Float(wall)
        @cpu_ms = Float(cpu)
        @max_rss_kb = Integer(rss)
        @status = { kind: 'finished' }
      rescue ArgumentError, TypeError
        raise ChannelReader::Corrupt, 'an end frame without figures'
      end

      # The child ended before the case did. The kernel's figures are for the whole child, not for this case.
      def stopped(status, ended)
        @wall_ms = (Agent.now_ms - @announced_at).round(3)
        @cpu_ms = ended.cpu_ms.round(3)
        @max_rss_kb = ended.max_rss_kb
        @status = status
      end

      def message(stdout, stderr)
        {
          type: 'done', key: @request.key, status: @status, events: @events, extra: @extra, crash: @crash, jit: @jit,
          stdout: stdout.base64, stderr: stderr.base64,
          stdoutTruncated: stdout.truncated, stderrTruncated: stderr.truncated,
          wallMs: @wall_ms, cpuMs: @cpu_ms, maxRssKb: @max_rss_kb, before: @before
        }
      end
    end

    # What the crash handler in C has to say.
    module CrashReport
      def self.parse(payload)
        signal, address, code = payload.split
        { signal: signal, address: address, code: Integer(code), lua: [], native: [] }
      rescue ArgumentError, TypeError
        raise ChannelReader::Corrupt, 'a crash frame that cannot be read'
      end

      def self.lines(payload)
        Agent.readable(payload).lines(chomp: true)
      end
    end
  end
end
