/** What the keys do. */
export interface Keys {
  all(): void
  failing(): void
  latest(): void
  others(): void
  quit(): void
}

const CTRL_C = '\x03'

/**
 * Reads keys as they are pressed; where standard input is no terminal, the first letter of each line, an empty line being
 * Enter. Its end is no wish to quit: there may never have been one.
 */
export function keysOf(keys: Keys): { dispose(): void } {
  const { stdin } = process
  const press = (key: string): void => {
    switch (key) {
      case 'a':
        return keys.all()
      case 'f':
        return keys.failing()
      case 'n':
        return keys.others()
      case 'q':
        return keys.quit()
      case '\r':
      case '\n':
        return keys.latest()
      case CTRL_C:
        // A terminal that hands over every key leaves the signal to whoever reads them.
        process.emit('SIGINT')
        return
      default:
    }
  }
  let rest = ''
  const onData = (text: string): void => {
    if (stdin.isTTY) {
      for (const key of text) press(key)
      return
    }
    const lines = (rest + text).split(/\r?\n/)
    rest = lines.pop() ?? ''
    for (const line of lines) press(line === '' ? '\n' : line[0]!)
  }
  if (stdin.isTTY) stdin.setRawMode(true)
  stdin.setEncoding('utf8').on('data', onData)
  // One that cannot be read is as good as none.
  const ignore = (): void => {}
  stdin.on('error', ignore)
  return {
    dispose() {
      stdin.off('data', onData)
      if (stdin.isTTY) stdin.setRawMode(false)
      stdin.pause()
    },
  }
}
