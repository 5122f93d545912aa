import { expect, test } from 'vitest'
import { judged } from '../../src/flows/bench.ts'
import { waitsOn } from '../../src/flows/waits-on.ts'
import { foldOf, voted, WAITING } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, worldOf } from '../fixtures/world.ts'

const [asked, ...others] = WAITING
const byPlaybook = happened('change.asked', 'kedge', { ...asked?.body, door: 'playbook' } as never)

test.each([
  ['merged by people', 'ana', 'manual', 'ana'],
  ['merged by people, asked for by a playbook', 'kedge', 'manual', 'mara'],
  ['merged by Kedge', 'ana', 'auto', undefined],
] as const)('[E3] what is approved and %s waits for whoever asked, or owns the model', async (_, by, merge, waits) => {
  const { world } = await worldOf()
  const events = [by === 'kedge' ? byPlaybook : asked, ...others, voted('bo'), voted('chen')]
  const it = await judged(world, foldOf(events.flatMap(event => event ?? [])))
  const verdict = { ...it.verdict, is: 'approved', by: ['bo', 'chen'], merge, says: '' } as const
  const model = { ...flightDelay, owners: { ...flightDelay.owners, technical: 'mara' } }
  const people = ['ana', 'bo', 'chen', 'mara'].filter(person => waitsOn({ ...it, model, verdict }, person) === 'merge')
  expect(people).toEqual(waits === undefined ? [] : [waits])
})
