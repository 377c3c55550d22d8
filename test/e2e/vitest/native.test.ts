import { expect, test } from 'vitest'
import { labels } from '../../../harness/engines/native/docker/labels.js'
import { describeDocker } from '../../docker.js'
import { aProject, configOf, GAME, vitest } from './project.js'
import { IDLE, watch } from './watching.js'

const MS = 300_000

describeDocker('specs on the engine native', (docker) => {
  test('a crash is one test that fails, with its signature and the line of Lua', {
    timeout: MS,
  }, async () => {
    const cwd = await aProject({
      ...GAME,
      'vitest.config.ts': configOf(`{ engines: ['native'] }`),
      'spec/crash_spec.lua': `describe('a quest', function()
  it('begins', function() end)
  it('reads its script', function()
    loadstring('local _ for _ in (nil):foo() do end')
  end)
  it('ends', function() end)
end)
`,
    })
    const { exitCode, stdout, stderr } = await vitest(['run', '--reporter=verbose', 'crash'], { cwd })
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/✓ \|native\| spec\/crash_spec\.lua:2:1 > a quest > begins/)
    expect(stdout).toMatch(/× \|native\| spec\/crash_spec\.lua:3:1 > a quest > reads its script/)
    expect(stdout).toMatch(/✓ \|native\| spec\/crash_spec\.lua:6:1 > a quest > ends/)
    expect(stderr).toMatch(/LuaCrash: crashed: SIGSEGV .* in \w+/)
    expect(stderr).toMatch(/Lua:\n {2}\[C\]: in function 'loadstring'\n/)
    expect(stderr).toMatch(/ ❯ spec\/crash_spec\.lua:4:5\n[\s\S]* 4\| {5}loadstring/)
  })

  test('no container stays when a Vitest that watches is ended', { timeout: MS }, async () => {
    const cwd = await aProject({ ...GAME, 'vitest.config.ts': configOf(`{ engines: ['native'] }`) })
    const watching = watch(['purse'], { cwd })
    await watching.until(IDLE)
    const containers = () =>
      docker.listContainers({ all: true, filters: { label: [`${labels.pid}=${watching.pid}`] } })
    expect(await containers()).toHaveLength(1)
    await watching.end()
    await expect.poll(containers, { timeout: 30_000 }).toEqual([])
  })
})
