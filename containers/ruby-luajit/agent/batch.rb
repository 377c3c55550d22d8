module Luaparity
  module Agent
    # One forked child and the cases that it runs, seen from the server. It never blocks: the server calls it when
    # something can be read, when a deadline has passed, and when the child has ended.
    class Batch
      # From the fork to the first case, and between two cases, a child needs milliseconds.
      IDLE_LIMIT_MS = 15_000
      EVENT_BYTES = 64 << 20
      READ_BYTES = 1 << 16
      # A look at all processes takes about a hundredth of it.
      WATCH_MS = 20
      # Of the crash handler in C.
      CRASH_FRAMES = %w[C B N J].freeze
      # Exit codes of a child that cannot go on: EX_IOERR and EX_SOFTWARE of sysexits.h.
      CHANNEL_LOST = 74
      FAILED = 70
      # The prelude announces each test of a spec file so, in a line of its own; the time limit is for one test.
      TEST = /(?:\A|\n)test /n
      # How often the harness is told that a case with several tests gets on.
      ALIVE_MS = 1000
      # Of RLIMIT_CPU and of the case's own limit; without our extension that one has another signal.
      CPU_SIGNALS = %w[SIGXCPU SIGPROF].freeze

      attr_reader :id, :cases, :pid, :token, :marker

      def initialize(message)
        @id = message.fetch('id')
        @cases = message.fetch('cases').map { |fields| CaseRequest.new(fields, message['limits'] || {}) }
        raise ArgumentError, 'a batch without cases' if @cases.empty?
        @alone = message['alone'] == true
        @next_watch = Float::INFINITY
        @token = SecureRandom.bytes(8)
        @marker = SecureRandom.bytes(16)
        @records = []  # announced and not yet reported, in order
        @announced = 0
        @reported = 0
        @kill_status = nil
        @next_alive = 0
        @read_buffer = String.new(capacity: READ_BYTES, encoding: Encoding::BINARY)
      end

      # Forks; the block is the child's whole life. Raises SystemCallError when there can be no further process.
      def start(crowded)
        pipes = Array.new(3) { IO.pipe }
        readers, writers = pipes.transpose
        writers.each { |io| io.fcntl(Fcntl::F_SETFL, 0) } # Ruby's pipes do not block, but C code expects it of stdout
        @pid = Forking.fork(crowded) do
          readers.each(&:close)
          yield(*writers)
        rescue SystemCallError
          Process.exit!(CHANNEL_LOST)
        rescue Exception => e
          STDERR.puts(e.full_message(highlight: false))
        ensure
          Process.exit!(FAILED)
        end
        adopt(*readers)
      rescue SystemCallError
        readers&.each(&:close)
        raise
      ensure
        writers&.each(&:close)
      end

      def streams
        @streams.reject(&:closed?)
      end

      # The token must not be found in the memory of another batch's child.
      def forget_secrets
        [@token, @marker].each { |secret| secret.bytesize.times { |i| secret.setbyte(i, 0) } }
      end

      # In the middle: some cases are announced, and more to come.
      def busy?
        @announced.positive? && @announced < @cases.size
      end

      def read(io, &report)
        bytes = io.read_nonblock(READ_BYTES, @read_buffer, exception: false)
        case bytes
        when :wait_readable then return false
        when nil
          io.close
          return false
        end
        take(io, bytes)
        report_alive(&report)
        report_settled(&report)
        true
      end

      # When something has to be done unasked, on the clock of `Agent.now_ms`.
      def deadline
        [@deadline, @next_watch].min
      end

      def check_deadline(now)
        return if @kill_status
        watch_children(now) if now >= @next_watch
        return if @kill_status || now < @deadline
        kill(@current ? @current.timed_out('wall') : { kind: 'timeout', timeoutMs: IDLE_LIMIT_MS, what: 'idle' })
      end

      # Another batch's processes could only be ended together with this one's.
      def interrupt
        return if @kill_status
        kill(kind: 'interrupted')
      end

      # The child has ended. Reports what is left and returns the batch-end message.
      def finish(ended, &report)
        kill_group
        drain(&report)
        status = status_of(ended)
        left_over = @records.reject(&:finished?)
        left_over.each { |record| record.stopped(status, ended) }
        report_settled(all: true, &report)
        {
          type: 'batch-end', id: @id, unrun: @cases.drop(@announced).map(&:key),
          died: left_over.empty? && status != { kind: 'exit', code: 0 } ? status : nil
        }
      ensure
        @streams.each(&:close)
      end

      def fork_failed(error)
        { type: 'batch-end', id: @id, unrun: @cases.map(&:key), died: { kind: 'fork-failed', message: error.message } }
      end

      private

      def adopt(channel, stdout, stderr)
        @streams = [channel, stdout, stderr]
        @channel = ChannelReader.new(@token, EVENT_BYTES)
        limits = @cases.map { |c| c.limits.fetch('outputBytes') }
        @stdout = OutputReader.new(@marker, limits)
        @stderr = OutputReader.new(@marker, limits)
        @deadline = Agent.now_ms + IDLE_LIMIT_MS
        Process.setpgid(@pid, @pid)
      rescue Errno::EACCES, Errno::ESRCH
        # The child did it first, or is gone already: both are as good.
      end

      def take(io, bytes)
        case io
        when @streams[0] then take_frames(bytes)
        when @streams[1] then @stdout.take(bytes)
        else @stderr.take(bytes)
        end
      end

      def take_frames(bytes)
        return if @kill_status # what a killed child still says is not needed
        @channel.take(bytes) { |type, payload| take_frame(type, payload) }
      rescue ChannelReader::Corrupt => e
        kill(kind: 'corrupt', reason: e.message)
      rescue ChannelReader::Flood => e
        kill(kind: 'flood', what: e.message)
      end

      def take_frame(type, payload)
        return announce(payload) if type == 'A'
        return if CRASH_FRAMES.include?(type) && @current.nil? # between two cases; the status tells the signal
        raise ChannelReader::Corrupt, "a frame of type #{type.inspect} outside of a case" unless @current
        return complete(payload) if type == 'D'
        @current.take(type, payload)
        begin_test if type == 'E' && payload.b.match?(TEST)
      end

      def begin_test
        now = Agent.now_ms
        @deadline = now + @current.timeout_ms
        @alive = true if now >= @next_alive
      end

      def report_alive
        return unless @alive
        @alive = false
        @next_alive = Agent.now_ms + ALIVE_MS
        yield({ type: 'alive', key: @current.key }) if @current
      end

      def announce(payload)
        expected = @cases[@announced]
        unless @current.nil? && expected && payload == expected.key.to_s
          raise ChannelReader::Corrupt, "case #{payload[0, 40].inspect} was announced out of turn"
        end
        before = @cases.take(@announced).map(&:key)
        @announced += 1
        @channel.start_case
        @current = CaseRecord.new(expected, before)
        @records << @current
        @deadline = Agent.now_ms + @current.timeout_ms
        @next_watch = Agent.now_ms + WATCH_MS if @alone && @current.children
      end

      def complete(payload)
        @current.complete(payload)
        @current = nil
        @deadline = Agent.now_ms + IDLE_LIMIT_MS
        @next_watch = Float::INFINITY
      end

      # Only a script that uses ffi can start processes, and such a script is alone.
      def watch_children(now)
        @next_watch = now + WATCH_MS
        return if ProcessTree.descendants(@pid).size <= @current.children
        kill(kind: 'children', limit: @current.children)
      end

      # A case is reported once its output is complete too, which its end marker tells.
      def report_settled(all: false)
        while @records.first&.finished? && (all || (@stdout.complete?(@reported) && @stderr.complete?(@reported)))
          yield @records.shift.message(@stdout.output(@reported), @stderr.output(@reported))
          @reported += 1
        end
      end

      def kill(status)
        @kill_status = status
        @deadline = @next_watch = Float::INFINITY
        kill_group
        Process.kill(:KILL, @pid)
      rescue Errno::ESRCH
        # It has just ended by itself; its own status will be reported.
      end

      def kill_group
        Process.kill(:KILL, -@pid)
      rescue Errno::ESRCH
        # The group is empty.
      end

      # What was written before the end is in the pipes; a stray that goes on writing gets no more than this.
      def drain(&report)
        streams.each do |io|
          64.times { break unless read(io, &report) }
        end
      end

      def status_of(ended)
        return @kill_status if @kill_status && (ended.signal == 'SIGKILL' || @kill_status[:kind] != 'timeout')
        return { kind: 'corrupt', reason: 'the result channel was closed' } if ended.code == CHANNEL_LOST
        return { kind: 'exit', code: ended.code } unless ended.signal
        return @current.timed_out('cpu') if CPU_SIGNALS.include?(ended.signal) && @current
        status = { kind: 'signal', signal: ended.signal, core: ended.core }
        starved = ended.signal == 'SIGKILL' && OutOfMemoryKills.one_more?
        starved ? status.merge(oom: true) : status
      end
    end
  end
end
