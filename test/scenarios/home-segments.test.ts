import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { byCarrier, weeks } from './by-carrier.ts'

test('[E3] one monitor that warns of sixty carriers is one thing to read at Home', async () => {
  const it = await byCarrier(
    {},
    m => m,
    p => p.replace('severity: breach', 'severity: warn'),
  )
  const all = Array.from({ length: 60 }, (_, i) => `C${i + 10}`)
  await it.push(all.flatMap(c => weeks(c, 0, [15, 16, 24, 26])))
  await it.person('ana').openHome()
  await it.settle()
  const blocks = it.person('ana').home()?.blocks ?? []
  const home = messageText(blocks)
  expect(home.split('\n').find(l => l.includes('warned of'))?.length).toBeLessThan(400)
}, 120_000)
