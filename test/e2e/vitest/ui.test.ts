import { access } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { chromium } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { hasFastVm } from '../../fast-vm.js'
import { aProject, configOf, GAME } from './project.js'
import { IDLE, watch } from './watching.js'

const MS = 180_000

/** Debian's; the driver brings none along. */
const CHROMIUM = '/usr/bin/chromium'
const hasChromium = await access(CHROMIUM).then(
  () => true,
  () => false,
)

describe.skipIf(!hasChromium || !hasFastVm)('@vitest/ui', () => {
  test('shows the tests of each engine, and the Lua behind a failure', { timeout: MS }, async () => {
    const cwd = await aProject({ ...GAME, 'vitest.config.ts': configOf(`{ engines: ['fast', 'lua51'] }`) })
    const port = await freePort()
    const vitest = watch(['--ui', '--open=false', `--api.port=${port}`], { cwd })
    await vitest.until(IDLE)

    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    onTestFinished(() => browser.close())
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(`http://localhost:${port}/__vitest__/`)
    const spec = page.getByText('spec/combat_spec.lua').first()
    await spec.waitFor()
    await spec.hover()
    await page.getByText('needs armour').first().click()
    const failure = page.getByText("attempt to perform arithmetic on field 'armour' (a nil value)").first()
    await failure.waitFor()
    await page.getByText('/game/combat.lua:4:3').first().waitFor()
    for (const engine of ['fast', 'lua51'])
      expect(await page.getByText(engine, { exact: true }).count(), engine).toBeGreaterThan(0)
    // How the picture in docs/vitest.md is made.
    if (process.env.LUAPARITY_SCREENSHOT) await page.screenshot({ path: process.env.LUAPARITY_SCREENSHOT })
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
