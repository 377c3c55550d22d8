module Luaparity
  module Agent
    # Scripts may send signals to process 1, but the kernel delivers only those that have a handler.
    IGNORED_SIGNALS = %w[HUP INT QUIT TERM USR1 USR2 PIPE TTIN TTOU TSTP WINCH].freeze

    def self.start
      IGNORED_SIGNALS.each { |name| trap(name, 'IGNORE') }
      output = STDOUT.dup
      STDOUT.reopen(STDERR) # where a host file or a library that prints something does no harm
      Server.new(Link.new(STDIN, output)).run
      Process.exit!(0)
    end

    start
  end
end
