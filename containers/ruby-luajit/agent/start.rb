module Luaparity
  module Agent
    # Scripts may send signals to process 1, but the kernel delivers only those that have a handler.
    IGNORED_SIGNALS = %w[HUP INT QUIT TERM USR1 USR2 PIPE TTIN TTOU TSTP WINCH].freeze

    def self.start
      IGNORED_SIGNALS.each { |name| trap(name, 'IGNORE') }
      Server.new(Link.new(STDIN, STDOUT)).run
      Process.exit!(0)
    end

    start
  end
end
