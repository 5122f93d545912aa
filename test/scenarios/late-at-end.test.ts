import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scenario } from './world.ts'

const AT_ITS_END = `examples:
  - { from: "2001-04-16T09:00:00Z", at: "2001-04-17T09:00:00Z", then: in-time }
  - { from: "2001-04-16T09:00:00Z", at: "2001-04-17T09:00:01Z", then: late }
`
const promise = readFileSync('policies/approve-in-time.yaml', 'utf8')
  .replace('within: { hours: 12 }', 'within: { hours: 24 }')
  .replace(/examples:[\s\S]*$/, AT_ITS_END)

test('[E6] of who could have approved nobody is said to be unable to, when the promise and the time end together', async () => {
  const it = await scenario({ files: { 'policies/approve-in-time.yaml': promise } })
  await it.watch()
  await it.asks()
  for (let hour = 0; hour < 24; hour++) await it.passes({ hours: 1 })
  for (let minute = 0; minute < 3; minute++) {
    await it.passes({ minutes: 1 })
    await it.reconciles()
  }
  expect(it.chat('approvals')).toContain('Expired.')
  expect(it.chat('approvals')).not.toContain('cannot give what is missing')
})
