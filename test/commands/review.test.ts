import { expect, test } from 'vitest'
import { change, mergedBy, voted, WAITING } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { happened } from '../fixtures/happened.ts'
import { worldOf } from '../fixtures/world.ts'

const owed = happened('change.review-owed', 'kedge', {
  because: 'it was merged past the check',
  due: '2001-04-17T09:00:00.000Z',
})

async function merged(by = mergedBy) {
  const it = await worldOf()
  await change(it.world, [...WAITING, voted('bo'), by, owed])
  return it
}

test('[C1] somebody who could have approved it says what they found, and it is owed no more', async () => {
  const { world } = await merged()
  const { words, outcome } = await typed(world, 'review #7 found that the gates were passed', { who: 'chen' })
  expect(words).toContain('Your review of “Flight delay forecast” is recorded.')
  expect(outcome.parts?.[0]?.events).toMatchObject([
    { type: 'change.reviewed', by: 'chen', body: { says: 'that the gates were passed' } },
  ])
})

test.each([
  ['who asked for it', 'ana', 'You asked for this change'],
  ['who has none of its roles', 'dana', 'None of your roles is asked for here.'],
])('[C1] %s does not count', async (_, who, says) => {
  const { world } = await merged()
  const { words, outcome } = await typed(world, 'review 7 found nothing', { who })
  expect(words).toContain(says)
  expect(outcome).toEqual({})
})

test('[C1] [attack 77] whoever merged it past the check does not count', async () => {
  const by = happened('change.merged', 'chen', { commit: 'f'.repeat(40), head: 'a'.repeat(40), by: 'chen' })
  const { world } = await merged(by)
  expect((await typed(world, 'review 7 found nothing', { who: 'chen' })).words).toContain('You merged it')
})

test('[C1] what is owed is listed until it is done, with when it is due', async () => {
  const { world, at } = await merged()
  expect((await typed(world, 'approvals')).words).toContain('1 review is owed.')
  at('2001-04-18T09:00:00Z')
  expect((await typed(world, 'approvals')).words).toContain('which is over')
  expect((await typed(world, 'approvals', { channel: 'C0LUNCH' })).words).not.toContain('owed')
})

test('a number nobody owes a review for, and one of a model that is not visible here, are the same', async () => {
  const { world } = await merged()
  const none = (await typed(world, 'review 8 found nothing', { who: 'chen' })).words
  expect(none).toContain('No review of a pull request of this number is owed.')
  expect((await typed(world, 'review 7 found nothing', { who: 'chen', channel: 'C0LUNCH' })).words).toBe(none)
})
