import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { ROOT } from '../fixtures/kedge-process.ts'

test('[E9] the demo that stays leads to the breach, lets people act, and ends when it is told to', {
  timeout: 180_000,
}, async () => {
  const demo = spawn(process.execPath, [join(ROOT, 'src/demo.ts'), '--stay'], { cwd: ROOT })
  const ended = once(demo, 'exit')
  try {
    const lines = createInterface({ input: demo.stdout })
    const address = await new Promise<string>((found, fail) => {
      lines.on('line', line => {
        const [, url] = /^ +the workspace (http:\S+)$/.exec(line) ?? []
        if (url !== undefined) found(url)
      })
      demo.once('exit', code => fail(new Error(`the demo ended with ${code}`)))
    })
    const page = await (await fetch(address)).text()
    expect(page).toContain('>Roll back to 1.0.0</button>')
    expect(page).toContain(`id="${new URL(address).hash.slice(1)}"`)
    const [, token = ''] = /name="token" value="([^"]+)"/.exec(page) ?? []
    const says = { as: 'ana', token, back: '/kedge?as=ana', act: 'line', channel: 'flight-ops', line: '/kedge models' }
    const { origin } = new URL(address)
    await fetch(`${origin}/kedge/act`, { method: 'POST', headers: { origin }, body: new URLSearchParams(says) })
    await expect.poll(async () => (await fetch(address)).text()).toContain('Only visible to Ana Ruiz')
    const week = { ...says, act: 'pass', hours: '168' }
    await fetch(`${origin}/kedge/act`, { method: 'POST', headers: { origin }, body: new URLSearchParams(week) })
    const later = await (await fetch(address)).text()
    // At 09:12 UTC that of the 22nd is still the newest; a week later, that of the 29th.
    expect(later.match(/Operations, \d+ April 2001/g)).toEqual(
      [22, 23, 24, 25, 26, 27, 28, 29].map(day => `Operations, ${day} April 2001`),
    )
    const health = await fetch(`${origin}/kedge/pulls?as=ana`)
    expect(health.status).toBe(200)
  } finally {
    demo.kill('SIGTERM')
  }
  expect(await ended).toEqual([0, null])
})
