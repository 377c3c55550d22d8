module Luaparity
  module Agent
    # The forked process: runs the cases of one batch, each in a fresh Lua state, and tells of it on the channel.
    class Child
      # The collector is off, as the server left it; this keeps the heap from growing without end.
      CASES_PER_COLLECTION = 250

      def initialize(batch, program, files, memory)
        @batch = batch
        @program = program
        @files = files
        @limits = Limits.new(batch.cases, memory)
      end

      def run(channel, stdout, stderr)
        @pid = Process.pid
        @channel = channel
        become_ordinary
        redirect(stdout, stderr)
        Agent.platform.crash_handler!(@channel.fileno, @batch.token)
        last_end = ''
        @batch.cases.each_with_index do |request, index|
          last_end = run_case(request, last_end)
          GC.start if (index + 1) % CASES_PER_COLLECTION == 0
          break if index < @batch.cases.size - 1 && damaged?
        end
        tell(last_end)
        Process.exit!(0)
      end

      # Runs the first case here and now, in the server itself, for the sake of Ruby's method caches: every child
      # begins with a copy of them. The job comes from the harness, not from a script.
      def rehearse
        @pid = Process.pid
        File.open(File::NULL, 'wb') do |nothing|
          @channel = nothing
          execute(@batch.cases.first)
          tell(frame('D', format('%.3f %.3f %d', Agent.now_ms, cpu_ms, Agent.platform.peak_resident_kb)))
        end
      end

      private

      # Undo what makes the server special.
      def become_ordinary
        Process.setpgid(0, 0)
        Agent.platform.die_with_parent!
        Agent.platform.default_signals!
        Agent.platform.dumpable = true
        Agent.platform.oom_score = 1000
        @limits.apply_fixed
      end

      def redirect(stdout, stderr)
        @outputs = [stdout, stderr] # kept for the end markers
        STDIN.reopen(File::NULL)
        STDOUT.reopen(stdout)
        STDERR.reopen(stderr)
        $stdout.sync = $stderr.sync = true
        @inodes = inodes
      end

      # Returns the frame that tells of the case's end. It goes out together with the next announcement: each write
      # wakes the server, which shares the processors with us.
      def run_case(request, earlier_end)
        @limits.apply(request.limits)
        Agent.platform.line_buffer_stdio
        tell(earlier_end + frame('A', request.key.to_s))
        wall = Agent.now_ms
        cpu = cpu_ms
        jit = execute(request)
        @limits.lift(request.limits)
        Process.exit!(0) if Process.pid != @pid # a copy that the script forked; only the original may go on
        Agent.platform.flush_stdio
        @outputs.each { |io| io.syswrite(@batch.marker) }
        done = frame('D', format('%.3f %.3f %d', Agent.now_ms - wall, cpu_ms - cpu, Agent.platform.peak_resident_kb))
        jit ? frame('J', jit) << done : done
      end

      # Returns what the JIT compiler did, or nil where that is not counted.
      def execute(request)
        lua = @program.open(@channel, @batch.token)
        @program.run(lua, request, @files[request.files] || {})
        @program.close(lua)
      rescue Exception => e # whatever the script or the host fakes raise, SystemExit and NoMemoryError included
        @limits.relax
        Process.exit!(0) if Process.pid != @pid
        tell(frame('X', JSON.generate(Failure.describe(e), ascii_only: true)))
        @program.close(lua) if lua
      end

      def frame(type, payload)
        (@batch.token + [payload.bytesize + 1].pack('N')).b << type << payload
      end

      def tell(frames)
        @channel.write(frames) # unbuffered, as the write end of a pipe is
      end

      def cpu_ms
        # The process's clock moves in ticks while RLIMIT_CPU is set; scripts run in the main thread.
        Process.clock_gettime(Process::CLOCK_THREAD_CPUTIME_ID, :float_millisecond)
      end

      # A script that closed or replaced the process's output has spoilt it for the cases after it.
      def damaged?
        inodes != @inodes
      end

      def inodes
        [STDOUT, STDERR].map { |io| io.stat.ino }
      rescue SystemCallError
        nil
      end
    end
  end
end
