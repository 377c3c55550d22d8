import { execa } from 'execa'
import type { Facts } from './facts.js'

const NAMES = ['luajit', 'lua5.1']
const MS = 5000

/** Asks the local executables that `process:` engines are usually made of for their versions. */
export async function lookAtExecutables(): Promise<Facts['executables']> {
  return Promise.all(NAMES.map(async (name) => ({ name, version: await versionOf(name) })))
}

async function versionOf(name: string): Promise<string | null> {
  const result = await execa(name, ['-v'], { reject: false, timeout: MS, stdin: 'ignore', all: true })
  if (result.failed) return null
  return (result.all.split('\n')[0] ?? '').replace(/\s+(--\s+)?Copyright.*$/, '').trim()
}
