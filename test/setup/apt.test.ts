import { expect, test } from 'vitest'
import { installPackages } from '../../harness/setup/apt.js'
import { CommandFailedError, type RunCommand } from '../../harness/setup/run-command.js'
import { fakeContext } from './fakes.js'

/** Runs whose commands fail when they match. */
function failingOn(pattern: RegExp, ran: string[] = []): RunCommand {
  return async (file, args) => {
    const command = [file, ...args].join(' ')
    ran.push(command)
    if (pattern.test(command))
      throw new CommandFailedError(command, 'ended with exit code 100', [`E: ${args[0]}`])
  }
}

test('goes on with the lists at hand when they cannot be updated', async () => {
  const ran: string[] = []
  const context = fakeContext({ run: failingOn(/update/, ran) })
  await installPackages(context, ['tool'])
  expect(ran).toHaveLength(3)
  expect(context.reports).toContain('apt-get update failed; trying with the lists at hand')
})

test('a failure shows what both commands said', async () => {
  await expect(installPackages(fakeContext({ run: failingOn(/./) }), ['tool'])).rejects.toMatchObject({
    message: '`apt-get install tool` failed\n  E: update\n  E: install',
    hint: expect.stringContaining('install tool yourself'),
  })
})

test('an interruption does not reach dpkg, but comes out after it', async () => {
  const controller = new AbortController()
  const shielded: boolean[] = []
  const run: RunCommand = async (_, args, { shielded: isShielded = false, signal } = {}) => {
    if (args.includes('--download-only')) return
    shielded.push(isShielded && signal === undefined)
    if (args[0] === 'install') controller.abort(new Error('stop'))
  }
  await expect(installPackages(fakeContext({ run, signal: controller.signal }), ['tool'])).rejects.toThrow(
    'stop',
  )
  expect(shielded).toEqual([false, true])
})
