import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { ROOT } from '../fixtures/kedge-process.ts'

test('[E9] the demo that stays leads to the breach, lets people act, and ends when it is told to', async () => {
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
    const health = await fetch(`${origin}/kedge/pulls?as=ana`)
    expect(health.status).toBe(200)
  } finally {
    demo.kill('SIGTERM')
  }
  expect(await ended).toEqual([0, null])
})
