import { describe, expect, test } from 'vitest'
import { happened, type NewEvent } from '../../src/core/event.ts'
import type { Repository } from '../../src/core/repository.ts'
import { askChange } from '../../src/flows/ask.ts'
import {
  type Asker,
  authorise,
  authoriseChange,
  authorisePlaybook,
  type PlaybookAsker,
  standingAt,
} from '../../src/flows/authorise.ts'
import type { Identity } from '../../src/flows/identity.ts'
import { play } from '../../src/flows/play.ts'
import { planHold } from '../../src/plans/hold.ts'
import type { Playbook } from '../../src/policies/playbook.ts'
import { foldOf, WAITING } from '../fixtures/change.ts'
import { flightDelay, repository, worldOf, write } from '../fixtures/world.ts'
import { CASE, caseEvents } from '../fixtures/written.ts'

const place = { team: 'T000000001', user: 'U0ANA', channel: 'C0FLIGHTOPS' }
const at = async (more: Partial<typeof place> = {}) => standingAt((await worldOf()).world, { ...place, ...more })

describe('[C4] who may ask', () => {
  test('is a person who is known, with the models they named', async () => {
    expect(authorise(await at(), ['Flight-Delay']).asker).toMatchObject({ id: 'ana', models: [flightDelay] })
  })

  test.each([
    ['a model they may not see there', { channel: 'C0LUNCH' }, 'flight-delay'],
    ['a model that is not there', {}, 'no-such-model'],
    ['a name every object has', {}, 'constructor'],
  ])('is nobody for %s', async (_, where, id) => {
    expect(authorise(await at(where), ['flight-delay', id]).no).toMatchObject({ is: 'unseen' })
  })

  test('is nobody whom the people policy does not name, also for a change', async () => {
    const stranger = await at({ user: 'U0ZOE' })
    expect(authorise(stranger, []).no).toMatchObject({ is: 'nobody', refusal: { code: 'not-in-people' } })
    expect(authoriseChange(stranger, foldOf(WAITING)).no).toMatchObject({ is: 'nobody' })
    expect(authoriseChange(await at({ channel: 'C0LUNCH' }), foldOf(WAITING)).no).toMatchObject({ is: 'unseen' })
    expect(authoriseChange(await at(), foldOf(WAITING)).asker?.id).toBe('ana')
  })
})

test('[C4] nobody can be written down who may ask: it does not compile', async () => {
  // @ts-expect-error: it was not authorised.
  const forged: Asker = { id: 'ana', models: [flightDelay] }
  // @ts-expect-error: nobody looked who it is.
  const who: Identity = { is: 'person', id: 'ana' }
  const plan = () => planHold(repository, flightDelay, { because: 'It misleads people.', today: '2001-04-16' })
  const { world } = await worldOf()
  // @ts-expect-error: an id is no asker.
  const ask = () => askChange(world, { asker: 'ana', plan, reason: 'It misleads people.', door: 'slack' })
  const said = { person: 'bo', door: 'slack', is: 'approve', seal: 's' } as const
  const type = 'change.voted'
  // @ts-expect-error: a text is nobody who did something.
  const votes = () => happened(type, 'bo', said)
  // @ts-expect-error: Kedge votes for nobody.
  const itself = () => happened(type, 'kedge', said)
  // @ts-expect-error: it was not made by `happened`.
  const written: NewEvent = { type, by: 'bo', body: said }
  expect([votes, itself, written]).toHaveLength(3)
  expect([forged.id, who.is, typeof ask]).toEqual(['ana', 'person', 'function'])
})

describe('[C4] a playbook', () => {
  const [shipped] = repository.policies.playbook as Playbook[]
  const rules = (more: Partial<Playbook>) =>
    ({
      ...repository,
      policies: { ...repository.policies, playbook: [{ ...shipped, id: 'p', ...more }] },
    }) as Repository
  const asks = (of: Repository, model = 'flight-delay') => authorisePlaybook(of, { playbook: 'p', act: 'hold' }, model)
  const does: Playbook['does'] = [{ act: 'hold' }]

  test('asks in its own name, for the one model, where the main branch says that it does this there', () => {
    expect(asks(rules({ does }))).toEqual({
      ...{ id: 'kedge', playbook: 'p', models: [flightDelay] },
      sees: expect.any(Function),
    })
  })

  test.each([
    ['is not there', repository],
    ['does nothing by itself', rules({})],
    ['does something else', rules({ does: [{ act: 'retrain' }] })],
    ['is for other models', rules({ does, appliesTo: { tiers: ['high'] } })],
  ])('that %s on the main branch asks for nothing', (_, of) => {
    expect(asks(of)).toBeUndefined()
  })

  test.each(['no-such-model', 'constructor'])('asks for no %s', model => {
    expect(asks(rules({ does }), model)).toBeUndefined()
  })

  test('in a pull request that is not merged does nothing, in the round as well', async () => {
    const { world } = await worldOf()
    await write(world, CASE, caseEvents)
    await play(world)
    expect(await world.store.subjects({ kind: 'change' })).toEqual([])
  })

  test('cannot be written down, and is nobody who may vote: it does not compile', () => {
    // @ts-expect-error: it was not authorised.
    const forged: PlaybookAsker = { id: 'kedge', playbook: 'p', models: [flightDelay] }
    // @ts-expect-error: it is no person.
    const person: Asker = forged
    expect(person.id).toBe('kedge')
  })
})
