import type { SpecSession } from '../specs/session.js'

/** What is needed of a session here, for tests to stand in for it. */
export type Session = Pick<SpecSession, 'root' | 'list' | 'run' | 'filesChanged' | 'dependencies' | 'stop'>
