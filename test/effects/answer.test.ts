import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import answer from '../../src/effects/answer.ts'
import { sentence } from '../../src/reports/sentence.ts'
import { worldOf } from '../fixtures/world.ts'

const to = { channel: 'C1', user: 'U1', responseUrl: 'https://slack.test/response/1' }
const job = { subject: '', key: 'answer:1', body: JSON.stringify({ ...to, document: sentence('Hello.') }) }

test('an answer goes to the one person it is for', async () => {
  const { world, did } = await worldOf()
  expect(await answer.run(world, job)).toEqual({})
  expect(did).toEqual([['answer', to, sentence('Hello.')]])
})

test('an answer that nobody can be given any more is dropped, an outage is waited out', async () => {
  const failing = (is: 'denied' | 'unavailable') => async () => {
    throw new OutsideError(is, 'no')
  }
  const gone = await worldOf({ do: { answer: failing('denied') } })
  expect(await answer.run(gone.world, job)).toEqual({})
  const down = await worldOf({ do: { answer: failing('unavailable') } })
  await expect(answer.run(down.world, job)).rejects.toThrow(OutsideError)
})
