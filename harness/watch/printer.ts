import { comparisonText, roundText } from './screen.js'
import type { View } from './view.js'

/** Prints, where nothing can be drawn over, each result once: what came of a run, and of a comparison. */
export class Printer {
  readonly #print: (text: string) => void
  readonly #colours: boolean
  #round = 0
  #compared = ''

  constructor(print: (text: string) => void, colours: boolean) {
    this.#print = print
    this.#colours = colours
  }

  show(view: View): void {
    if (view.state === 'running') return
    if (view.round !== this.#round) {
      this.#round = view.round
      this.#compared = ''
      this.#print(`${roundText(view, this.#colours)}\n\n`)
    }
    const { state, engines } = view.comparison
    if (state !== 'done') {
      this.#compared = ''
      return
    }
    const text = engines.length === 0 ? '' : comparisonText(view, this.#colours)
    if (text === this.#compared) return
    this.#compared = text
    this.#print(`${text}\n\n`)
  }
}
