import { isCI } from 'ci-info'
import { Printer } from '../watch/printer.js'
import { screen } from '../watch/screen.js'
import type { View } from '../watch/view.js'
import { processTerminal } from './terminal.js'

/** Shows what there is to show. */
export interface Show {
  /** There is something else to show; at once, or whenever it suits. */
  changed(when: 'now' | 'soon'): void
  /** What is shown stays. */
  end(): void
}

/** How often what suits at any time is shown. */
const SOON_MS = 60

/** One screen that is drawn over where standard output is a terminal, else a block of lines for each result. */
export async function watchScreen(view: () => View): Promise<Show> {
  const { stdout } = process
  const terminal = processTerminal()
  let timer: NodeJS.Timeout | undefined
  const drawing = stdout.isTTY === true && !isCI ? await drawn(view) : null
  const printer = new Printer((text) => void terminal.stdout(text), terminal.stdoutColours)
  const show = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (drawing) drawing.draw()
    else printer.show(view())
  }
  return {
    changed(when) {
      if (when === 'now') show()
      else timer ??= setTimeout(show, SOON_MS)
    },
    end() {
      clearTimeout(timer)
      drawing?.end()
    },
  }
}

async function drawn(view: () => View): Promise<{ draw(): void; end(): void }> {
  const { stdout } = process
  const { createLogUpdate } = await import('log-update')
  const update = createLogUpdate(stdout)
  const { stdoutColours } = processTerminal()
  let lines = 0
  const draw = (): void => {
    // The last line is where the cursor is.
    const size = { width: stdout.columns ?? 80, height: (stdout.rows ?? 24) - 1 }
    const text = screen(view(), size, stdoutColours)
    const now = text.split('\n').length
    // What it draws over a frame of another height, with the same last lines, leaves parts of both.
    if (now !== lines) update.clear()
    lines = now
    update(text)
  }
  stdout.on('resize', draw)
  return {
    draw,
    end() {
      stdout.off('resize', draw)
      update.done()
    },
  }
}
