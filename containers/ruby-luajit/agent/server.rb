module Luaparity
  module Agent
    # One event loop: requests come in, batches run in forked children, results go out. It waits for nobody in
    # particular, and whatever one batch does, the others go on.
    class Server
      # Results that the harness has not fetched yet; above it no new batch starts.
      BACKLOG_BYTES = 32 << 20
      TOLERATED_GROWTH_BYTES = 16 << 20
      # A small case takes about a quarter of it.
      GATHER_SECONDS = 0.002
      # Looking at our own memory costs as much as a tenth of a case.
      BATCHES_PER_LOOK = 20
      # Processes that were killed need a moment to go, longer on a busy machine.
      FORK_RETRY_MS = 50
      FORK_RETRIES = 100

      def initialize(link)
        @link = link
        @waiting = []
        @running = []
        @measurements = []
        @files = {}
        @reaper = Reaper.new
        @fork_failures = 0
        @next_fork = 0
        @unswept = false
        @looks = 0
        @parallel = 1
        @wake_reader, @wake_writer = IO.pipe
      end

      def run
        Forking.prepare
        trap(:CHLD) { @wake_writer.write_nonblock('.', exception: false) }
        until @link.closed?
          step
          start_waiting
          idle if @running.empty? && @waiting.empty?
        end
      end

      private

      def step
        readers = [@link.input, @wake_reader, *@running.flat_map(&:streams)]
        readable, = IO.select(readers, @link.pending? ? [@link.output] : nil, nil, patience)
        gather if @running.any? && @running.all?(&:busy?)
        read(readable || [])
        now = Agent.now_ms
        @running.each { |batch| batch.check_deadline(now) }
        collect_ended
        @link.flush
      end

      # With cases still to come in every child, nobody waits for a single result: taking several at once leaves the
      # processors to the cases.
      def gather
        IO.select([@link.input], nil, nil, GATHER_SECONDS)
      end

      # Seconds until something has to be done unasked.
      def patience
        times = @running.map(&:deadline)
        times << @next_fork if room?
        soonest = times.min
        soonest && soonest.finite? ? [(soonest - Agent.now_ms) / 1000.0, 0].max : nil
      end

      def read(readable)
        receive if readable.include?(@link.input)
        @wake_reader.read_nonblock(4096, exception: false) if readable.include?(@wake_reader)
        @running.each do |batch|
          # One stream that is ready means that the others nearly always are: cheaper to try than to select again.
          next if (batch.streams & readable).empty?
          batch.streams.each { |io| batch.read(io) { |message| @link.deliver(message) } }
        end
      end

      def receive
        @link.receive { |text| handle(text) }
      end

      def handle(text)
        message = JSON.parse(text)
        case message['type']
        when 'hello' then hello(message)
        when 'files' then take_files(message)
        when 'batch' then accept(Batch.new(message))
        when 'measure-fork' then @measurements << Integer(message.fetch('n'))
        else raise ArgumentError, "unknown message type #{message['type'].inspect}"
        end
      rescue JSON::ParserError, KeyError, ArgumentError, TypeError, NoMethodError => e
        refuse(e.message, message)
      end

      def accept(batch)
        raise ArgumentError, 'a batch came before hello' unless @program
        unknown = batch.cases.filter_map(&:files).uniq - @files.keys
        raise ArgumentError, "unknown file set #{unknown.first.inspect}" unless unknown.empty?
        @waiting << batch
      end

      def refuse(reason, message)
        id = message['id'] if message.is_a?(Hash)
        @link.deliver(type: 'protocol-error', id: id, message: Agent.readable(reason))
      end

      def hello(message)
        settings = message.fetch('settings', {})
        @parallel = Integer(settings.fetch('parallel', 1))
        Agent.choose_platform(message['adapter'])
        @program = message['adapter'] ? ForeignProgram.new(message) : Program.new(message)
        rehearse(message['rehearsal']) if message['rehearsal'] && !@program.foreign?
        ready = { type: 'ready', protocol: PROTOCOL, facts: Facts.collect(@program) }
        prepare_for_forking
        @link.deliver(ready)
      rescue Exception => e # also a host file's SyntaxError or SystemExit
        @link.deliver(type: 'fatal', message: Failure.describe(e)[:message])
        @link.flush_all
        exit!(1)
      end

      def rehearse(job)
        limits = CaseRequest::LIMITS.to_h { |name| [name, 1] }
        batch = Batch.new('id' => 0, 'cases' => [{ 'key' => 0, 'job' => job, 'seed' => 1, 'limits' => limits }])
        Child.new(batch, @program, @files, 0).rehearse
      end

      # A child shares what it does not write to, so collect now rather than in every child.
      def prepare_for_forking
        Agent.platform.prepare_crash_reports
        GC.start
        GC.compact if GC.respond_to?(:compact) && !@program.foreign? # not every C extension takes it well
        Agent.platform.trim_memory
        @lean_memory = @memory = Limits.current_memory
      end

      # `files: null` forgets the set.
      def take_files(message)
        return @files.delete(message.fetch('id')) if message['files'].nil?
        files = message['files'].transform_values { |text| text.unpack1('m0').freeze }
        @files[message.fetch('id')] = @program ? @program.file_set(files) : files
      end

      def start_waiting
        while room?
          break if Agent.now_ms < @next_fork
          start(@waiting.first) or break
        end
      end

      def room?
        !@waiting.empty? && @running.size < @parallel && @link.backlog <= BACKLOG_BYTES
      end

      # The child collects no garbage by itself: marking and sweeping would copy the memory that it shares with us.
      # Switching the collector off finishes its sweep, so that is better done before the fork.
      def start(batch)
        GC.disable
        batch.start(@running.any? || @unswept || @fork_failures.positive?) { |*pipes| live_as_child(batch, pipes) }
        @waiting.shift
        @running << batch
        @fork_failures = 0
        true
      rescue SystemCallError => e
        fork_failed(batch, e)
        false
      ensure
        GC.enable
      end

      # The container's process limit may be used up by a script that another batch will soon be rid of.
      def fork_failed(batch, error)
        @fork_failures += 1
        @next_fork = Agent.now_ms + FORK_RETRY_MS
        return unless @running.empty? && @fork_failures > FORK_RETRIES
        @waiting.shift
        @fork_failures = 0
        @link.deliver(batch.fork_failed(error))
      end

      def live_as_child(batch, pipes)
        trap(:CHLD, 'DEFAULT')
        [@wake_reader, @wake_writer, @link.output].each(&:close)
        @running.each do |other|
          other.streams.each(&:close)
          other.forget_secrets
        end
        Child.new(batch, @program, @files, @memory).run(*pipes)
      end

      def collect_ended
        reap
        ended = @running.select { |batch| @reaper.ended?(batch.pid) }
        @running -= ended
        ended.each { |batch| finish(batch) }
        end_orphans if @unswept || ended.any?
      end

      def finish(batch)
        last = batch.finish(@reaper.take(batch.pid)) { |message| @link.deliver(message) }
        @link.deliver(last)
      end

      def reap
        @reaper.collect(@running.map(&:pid))
      end

      def end_orphans
        reap
        wanted = @running.map(&:pid)
        @unswept = Orphans.any?(wanted)
        return unless @unswept
        outcome = wanted.empty? ? :storm : Orphans.end_all(wanted) { reap }
        @unswept = outcome != :clean
        return unless outcome == :storm
        @running.each(&:interrupt)
        Orphans.end_everything
      end

      # A fork copies the page tables of all that we hold, so big results must not linger.
      def idle
        measure
        return if @link.pending? || @lean_memory.nil? || (@looks += 1) % BATCHES_PER_LOOK != 0
        @memory = Limits.current_memory
        prepare_for_forking if @memory >= @lean_memory + TOLERATED_GROWTH_BYTES
      end

      # The floor that one child a case is measured against.
      def measure
        while (count = @measurements.shift)
          times = Array.new(count) do
            started = Agent.now_ms
            Process.wait(Forking.fork(false) { Process.exit!(0) })
            Agent.now_ms - started
          end
          @link.deliver(type: 'measured-fork', medianMs: times.sort[count / 2]&.round(3))
        end
      end
    end
  end
end
