module Luaparity
  module Agent
    # The methods of our C extension that have nothing to do with Lua, for images without it. What Ruby cannot do itself
    # is left to libc by way of Fiddle, which most Rubies have; without it the comment says what is missing.
    module PlainRuby
      # What the agent itself has to say. What a foreign binding raises for a Lua error is a Ruby exception like any other.
      class Error < StandardError; end

      SIGNALS = %w[HUP INT QUIT USR1 USR2 ALRM TERM XCPU XFSZ].freeze
      # Of <linux/prctl.h>, <sys/time.h> and <stdio.h>.
      PR_SET_PDEATHSIG = 1
      PR_SET_DUMPABLE = 4
      ITIMER_REAL = 0
      ITIMER_PROF = 2
      LINE_BUFFERED = 1
      UNBUFFERED = 2
      BUFFER_BYTES = 8192

      class << self
        # Without Fiddle: a script with ffi can open the server's descriptors.
        def dumpable=(on)
          libc('prctl', PR_SET_DUMPABLE, on ? 1 : 0, 0, 0, 0)
        end

        # Without Fiddle: the container ends with the server all the same.
        def die_with_parent!
          libc('prctl', PR_SET_PDEATHSIG, Signal.list.fetch('KILL'), 0, 0, 0)
        end

        def oom_score=(score)
          File.write('/proc/self/oom_score_adj', score.to_s)
        end

        def default_signals!
          SIGNALS.each { |name| trap(name, 'SYSTEM_DEFAULT') }
        end

        # Ruby's own handlers stay: they print a report, which the harness reads, and there is nothing else that would.
        def raw_signals!; end

        def prepare_crash_reports; end

        def crash_handler!(_fd, _token); end

        # Without Fiddle: what C code prints is lost unless the code flushes it.
        def line_buffer_stdio
          libc('setvbuf', stream('stdout'), 0, LINE_BUFFERED, BUFFER_BYTES)
          libc('setvbuf', stream('stderr'), 0, UNBUFFERED, 0)
        end

        def flush_stdio
          libc('fflush', 0)
        end

        # As LuaJIT.reap; Ruby does not tell the time and memory that an ended process took.
        def reap
          pid, status = Process.wait2(-1, Process::WNOHANG)
          pid && [pid, status.exitstatus, status.termsig, status.coredump? || false, 0.0, 0]
        rescue Errno::ECHILD
          nil
        end

        # Ruby cannot try; a fork that finds no room is ended by the alarm.
        def check_fork; end

        # Without Fiddle: a fork that finds no room waits until there is.
        def alarm_after(seconds)
          whole = seconds.floor
          libc('setitimer', ITIMER_REAL, [0, 0, whole, ((seconds - whole) * 1e6).to_i].pack('l!4'), 0)
        end

        # SIGPROF once this process has used so much more CPU time. Without Fiddle: only the clock on the wall ends a case.
        def cpu_alarm(milliseconds)
          seconds, rest = (milliseconds * 1000).to_i.divmod(1_000_000)
          libc('setitimer', ITIMER_PROF, [0, 0, seconds, rest].pack('l!4'), 0)
        end

        # Nothing is known of how a foreign Lua was compiled.
        def build_flags
          { 'asan' => false }
        end

        def trim_memory
          libc('malloc_trim', 0)
        end

        def peak_resident_kb
          File.read('/proc/self/status')[/^VmHWM:\s*(\d+)/, 1].to_i
        end

        def lua_traceback_of(_error); end

        def out_of_memory?(error)
          error.message.include?('not enough memory')
        end

        def fiddle?
          return @fiddle unless @fiddle.nil?
          require 'fiddle'
          @fiddle = true
        rescue LoadError
          @fiddle = false
        end

        private

        # Calls a function of libc; nothing happens where there is no Fiddle or no such function.
        def libc(name, *arguments)
          function = function(name, arguments) or return
          function.call(*arguments)
        end

        def function(name, arguments)
          @functions ||= {}
          @functions.fetch(name) do
            types = arguments.map { |value| value.is_a?(Integer) ? Fiddle::TYPE_LONG : Fiddle::TYPE_VOIDP } if fiddle?
            @functions[name] = types && Fiddle::Function.new(Fiddle::Handle::DEFAULT[name], types, Fiddle::TYPE_INT)
          end
        rescue Fiddle::DLError
          @functions[name] = nil
        end

        # The value of `stdout` or `stderr`, which is a pointer.
        def stream(name)
          fiddle? ? Fiddle::Pointer.new(Fiddle::Handle::DEFAULT[name])[0, Fiddle::SIZEOF_VOIDP].unpack1('J') : 0
        end
      end
    end

    @platform = PlainRuby
  end
end
