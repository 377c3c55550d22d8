module Luaparity
  module Agent
    # One case before there are others, in a process of its own as they all are, to see whether a foreign binding works.
    # Raises PlainRuby::Error with all that is known when it does not.
    class Rehearsal
      LIMITS = { 'timeoutMs' => 10_000, 'memoryBytes' => 1 << 28, 'outputBytes' => 1 << 18, 'cpuSeconds' => 20 }.freeze
      PAUSE_SECONDS = 0.02

      def initialize(program)
        @program = program
      end

      # The events of the job.
      def run(job)
        @done = nil
        @batch = Batch.new('id' => 0, 'cases' => [{ 'key' => 0, 'job' => job, 'seed' => 1, 'limits' => LIMITS }])
        @batch.start(false) { |*pipes| Child.new(@batch, @program, {}, Limits.current_memory).run(*pipes) }
        finished = wait
        end_message = @batch.finish(finished) { |message| @done = message }
        status = @done ? @done[:status] : end_message[:died]
        fail_with(status) unless @done && status == { kind: 'finished' } && @done[:extra].nil?
        @done[:events]
      end

      def expect_pass(job)
        events = run(job).flat_map(&:lines).map(&:chomp)
        printed = events.count { |event| event.start_with?('out ') }
        passed = events.any? { |event| event.start_with?('pass ') }
        return if passed && printed == 2
        raise PlainRuby::Error, 'a function that the adapter exposed does not work when a coroutine calls it' if passed
        raise PlainRuby::Error, "the first case did not end: #{events.last(3).join(' | ')}"
      end

      private

      def wait
        loop do
          readable, = IO.select(@batch.streams, nil, nil, PAUSE_SECONDS)
          (readable || []).each { |io| @batch.read(io) { |message| @done = message } }
          @batch.check_deadline(Agent.now_ms)
          ended = Ended.next
          return ended if ended && ended.pid == @batch.pid
          IO.select(nil, nil, nil, PAUSE_SECONDS) if @batch.streams.empty?
        end
      end

      def fail_with(status)
        raise PlainRuby::Error, [words(status), *failure, *raw_output].join("\n")
      end

      def words(status)
        case status && status[:kind]
        when 'finished' then 'the first case failed'
        when 'signal' then "its process was ended by #{status[:signal]}"
        when 'exit' then "its process ended with exit code #{status[:code]}"
        when 'timeout' then "it did not end within #{LIMITS.fetch('timeoutMs') / 1000} s"
        else "its process ended: #{status}"
        end
      end

      def failure
        extra = @done && @done[:extra] or return []
        [extra['message'], *extra['rubyBacktrace'].first(1).map { |line| "at #{line}" }]
      end

      # A report of Ruby's begins with what happened.
      def raw_output
        return [] unless @done
        Agent.readable(%i[stdout stderr].map { |name| @done[name].unpack1('m0') }.join).lines(chomp: true).reject(&:empty?).first(3)
      end
    end
  end
end
