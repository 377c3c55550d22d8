import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { runCommand } from '../../harness/setup/run-command.js'

const node = (script: string) => [process.execPath, ['-e', script]] as const

test('hands over the lines of both outputs', async () => {
  const lines: string[] = []
  await runCommand(...node('console.log("out"); console.error("err")'), {
    onLine: (line) => lines.push(line),
  })
  expect(lines.sort()).toEqual(['err', 'out'])
})

test('a failure carries the exit code and the last 20 lines', async () => {
  const command = runCommand(...node('for (let i = 0; i < 30; i++) console.log(i); process.exitCode = 3'))
  await expect(command).rejects.toMatchObject({
    code: 'ERR_COMMAND_FAILED',
    message: expect.stringContaining('ended with exit code 3\n  10\n'),
    output: Array.from({ length: 20 }, (_, i) => String(i + 10)),
  })
})

test('a program that is not there', async () => {
  await expect(runCommand('luaparity-no-such-program', [])).rejects.toThrow(
    /`luaparity-no-such-program` failed: .*ENOENT/,
  )
})

test('bytes go to the given stream, which stays open', async () => {
  const stdout = new PassThrough()
  await runCommand(...node('process.stdout.write("a\\nb")'), { stdout })
  expect(stdout.writableEnded).toBe(false)
  stdout.end()
  expect(await text(stdout)).toBe('a\nb')
})

test('an interruption ends the command with the reason of the signal', async () => {
  const controller = new AbortController()
  const command = runCommand(...node('console.log("up"); setInterval(() => {}, 1000)'), {
    signal: controller.signal,
    onLine: () => controller.abort(new Error('stop')),
  })
  await expect(command).rejects.toThrow('stop')
})

test('an interruption ends the programs too that a command waits for before it cleans up', async () => {
  const controller = new AbortController()
  const lines: string[] = []
  // A shell handles a signal only when the program in the foreground has ended; here that tells when it has begun.
  const script = "trap : TERM; sh -c 'echo started; exec sleep 600'; echo 'cleaned up'"
  const running = runCommand('sh', ['-c', script], {
    signal: controller.signal,
    withChildren: true,
    onLine(line) {
      lines.push(line)
      if (line === 'started') controller.abort(new Error('stop'))
    },
  })
  await expect(running).rejects.toThrow('stop')
  expect(lines).toContain('cleaned up')
})
