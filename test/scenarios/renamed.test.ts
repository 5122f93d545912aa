import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, scenario } from './world.ts'

const PEOPLE = 'policies/people.yaml'
const renamed = (from: string, to: string) => (text: string) => text.replace(`  ${from}:\n`, `  ${to}:\n`)
const limit = (text: string) => text.replace('limit: 18.5', 'limit: 25')

test('[C1] whoever asked may not approve it under another key of the people policy (attacks 17, 41)', async () => {
  const it = await scenario()
  await it.asks('eli')
  await it.pushesToMain('root', PEOPLE, renamed('eli', 'eli-novak'))
  expect(Object.keys((await it.bot.world.policy()).people.people)).toContain('eli-novak')
  expect(await it.presses('eli', 'Approve')).toContain('You asked for this change')
  await it.presses('chen', 'Approve')
  expect(it.card('approvals')).toContain('1 of 2')
})

test('[C1] a vote goes with the account it was given by, not with the key (attack 17)', async () => {
  const it = await scenario()
  await it.asks()
  await it.presses('eli', 'Approve')
  expect(it.card('approvals')).toContain('1 of 2')
  const gone = (text: string) =>
    text.replace('slack: U0ELI\n', 'slack: U0DANA2\n').replace('login: eli, id: 9', 'login: zoe, id: 77')
  await it.pushesToMain('root', PEOPLE, gone)
  await it.passes({ minutes: 5 })
  await it.reconciles()
  expect(it.card('approvals')).toContain('0 of 2')
  await it.pushesToMain('root', PEOPLE, text =>
    renamed('eli', 'eli-novak')(text.replace('slack: U0DANA2\n', 'slack: U0ELI\n')),
  )
  await it.reconciles()
  expect(it.card('approvals')).toContain('1 of 2')
})

test('[C5] what an account that nobody knows pushed is approved by nobody until it has an entry (attack 27)', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  const strange = (text: string) => text.replace('login: dana, id: 7', 'login: dana, id: 70')
  await it.pushesToMain('root', PEOPLE, strange)
  await it.passes({ minutes: 5 })
  await it.reconciles()
  expect((await it.check()).output.title).toContain('Nobody in the people policy holds dana on GitHub')
  expect((await it.check()).conclusion).toBe('failure')
  expect(it.card('approvals')).not.toContain('[ Approve ]')
  await it.pushesToMain('root', PEOPLE, text => text.replace('id: 70', 'id: 7'))
  await it.reconciles()
  await it.presses('fay', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
})
