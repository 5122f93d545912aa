import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, scenario } from './world.ts'

const tally = (card: string) => /\d of \d/.exec(card)?.[0]
const limit = (text: string) => text.replace('limit: 18.5', 'limit: 25')
const PEOPLE = 'policies/people.yaml'
/** Roles besides those of the sample, so that what is hidden from some can still be approved by others. */
const also = (roles: Readonly<Record<string, string>>) => ({
  [PEOPLE]: Object.entries(roles).reduce(
    (text, [who, role]) => text.replace(new RegExp(`^(  ${who}:\n(?: {4}.*\n)*? {4}roles: \\[)`, 'm'), `$1${role}, `),
    readFileSync(PEOPLE, 'utf8'),
  ),
})
const hidesFromOperations = (text: string) => text.replace('roles: [modelops, operations, ', 'roles: [modelops, ')

test('[C4] a guest of the workspace counts on GitHub no more than in Slack', async () => {
  const it = await scenario({ guests: ['fay'] })
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen')
  expect(await it.presses('fay', 'Approve')).toContain('Guests of the workspace never count.')
  it.clock.move(5000)
  await it.reviews('fay')
  expect(tally(it.card('approvals'))).toBe('0 of 1')
  expect((await it.check()).conclusion).toBeNull()
  expect((await it.check()).output.summary).toContain('guest')
})

test('[C4] (attack 31) whoever may not see the model by their roles has a yes at neither door, but a no', async () => {
  const it = await scenario({ files: also({ ana: 'operations', eli: 'modelops' }) })
  await it.asks()
  const presses = it.keepsOpen('bo', 'Approve')
  await it.pushesToMain('root', MODEL, hidesFromOperations)
  await it.reconciles()
  expect(await presses()).toContain('nothing Kedge knows of here')
  await it.air.github.person('ana').updateBranch((await it.pull()).number)
  await it.settle()
  it.clock.move(5000)
  await it.reviews('bo')
  expect(tally(it.card('approvals'))).toBe('0 of 2')
  expect((await it.check()).output.summary).toContain('may-not-see')
  await it.reviews('bo', 'REQUEST_CHANGES')
  expect(it.card('approvals')).toContain('Denied')
})

test('[C4] a pull request that hides the model from who would deny it does not take the word from them', async () => {
  const it = await scenario({ files: also({ eli: 'model-validation', fay: 'operations' }) })
  const hides = (text: string) => limit(text).replace(/^ {2}roles: \[modelops.*$/m, '  roles: [operations]')
  await opens(it, 'dana', { [MODEL]: hides }, 'Loosen, and hide it')
  it.clock.move(5000)
  await it.reviews('chen', 'REQUEST_CHANGES')
  expect((await it.check()).conclusion).toBe('failure')
  expect((await it.check()).output.title).toContain('Denied')
})
