import { expect, test } from 'vitest'
import { dropFrom, dropSubject } from '../../src/core/drop.ts'
import { feedersOf } from '../../src/core/feeders.ts'
import { summarise } from '../../src/flows/summarise.ts'
import { happened } from '../fixtures/happened.ts'
import { written } from '../fixtures/written.ts'

const ID = dropSubject('F1', 'C1')
const offered = happened('drop.offered', 'ana', { file: 'F1', name: 'a.csv', channel: 'C1', thread: '1.1' })
const accepted = happened('drop.accepted', 'bo', { digest: 'sha256:a', models: ['churn', 'lift'] })
const refused = happened('drop.refused', 'kedge', { says: 'It changed.', fix: 'Look again.' })
const stored = happened('drop.stored', 'bo', { digest: 'sha256:a', models: ['churn'], fresh: 1, revised: 0, same: 2 })
const of = (...more: Parameters<typeof written>[1]) => written(ID, [offered, ...more])

test('[D2] a file is offered, accepted, refused, accepted again and stored', () => {
  expect(dropFrom(of())).toEqual({ id: ID, by: 'ana', file: 'F1', name: 'a.csv', channel: 'C1', thread: '1.1' })
  expect(dropFrom(of(accepted))?.accepted).toMatchObject({ by: 'bo', digest: 'sha256:a' })
  const again = dropFrom(of(accepted, refused))
  expect(again).toMatchObject({ refused: { says: 'It changed.' } })
  expect(again?.accepted).toBeUndefined()
  expect(dropFrom(of(accepted, refused, accepted))?.refused).toBeUndefined()
  expect(dropFrom(of(accepted, stored))).toMatchObject({ by: 'ana', stored: { by: 'bo', fresh: 1 } })
  expect(dropFrom(written(ID, [stored]))).toBeUndefined()
})

test('[D2] what is said of it stands in the thread of the message it came with, where that is known', () => {
  const posted = happened('drop.posted', 'kedge', { channel: 'C1', ts: '2.2' })
  expect(dropFrom(of(posted))?.card).toEqual({ channel: 'C1', ts: '2.2', thread: '1.1' })
  const alone = happened('drop.offered', 'ana', { file: 'F1', name: 'a.csv', channel: 'C1' })
  expect(dropFrom(written(ID, [alone, posted]))?.card).toEqual({ channel: 'C1', ts: '2.2' })
})

test('[D2] lists find a file by the models whose readings were stored', () => {
  expect(summarise(ID, of(accepted))).toMatchObject({ model: '', about: [], state: 'accepted', open: true })
  expect(summarise(ID, of(accepted, stored))).toMatchObject({ model: 'churn', about: ['churn'], open: false })
})

test('[D2] owners and deputies bring readings; who validates a model or keeps it compliant does not', () => {
  const owners = { business: 'mara', technical: 'ana', data: 'dana', compliance: 'chen', validator: 'fay' }
  expect(feedersOf({ owners, deputies: { technical: 'bo', validator: 'eli' } })).toEqual(['mara', 'ana', 'dana', 'bo'])
  expect(feedersOf({ owners: { business: 'ana', technical: 'ana' } })).toEqual(['ana'])
})
