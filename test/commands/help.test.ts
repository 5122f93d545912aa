import { expect, test } from 'vitest'
import help from '../../src/commands/help.ts'
import type { Asked } from '../../src/flows/command.ts'
import { plain } from '../../src/reports/plain.ts'
import { typed } from '../fixtures/command.ts'
import { worldOf } from '../fixtures/world.ts'

const all = [
  { name: 'help', usage: '[<word>]', summary: 'All that you can write to Kedge, or more about one word of it.' },
  { name: 'rollback', usage: '<model> to <version> because <reason...>', summary: 'Ask to go back.' },
]
const said = async (word?: string) => {
  const asked = { all, args: word === undefined ? {} : { word } } as unknown as Asked<{ readonly word?: string }>
  const reply = await help.run(asked)
  return plain('document' in reply ? reply.document : reply, {}, { width: 200 })
}

test('help lists every word with its usage line', async () => {
  expect(await said()).toMatchInlineSnapshot(`
    "┃ • /kedge help [<word>] All that you can write to Kedge, or more about one word of it.
    ┃ • /kedge rollback <model> to <version> because <reason...> Ask to go back.
    ┃
    ┃ · Put your own words in place of <…>; what stands in […] may be left out. Only you see an answer; with here it is posted in the channel for all. /kedge alone says what waits on you."
  `)
})

test('help for one word shows that one, in any case of letters', async () => {
  expect(await said('ROLLBACK')).toMatchInlineSnapshot(
    `"┃ • /kedge rollback <model> to <version> because <reason...> Ask to go back."`,
  )
})

test('[E4] help for the first letters of a word says which it may be', async () => {
  expect(await said('rol')).toContain('rollback')
})

test('[E6] help for a word with fixed lists says what stands in each', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'help hold')).words).toMatchInlineSnapshot(`
    "┃ • /kedge hold <model> [as <urgency>] for <why> because <reason...> Ask that the answers of a model are not used until somebody resumes it.
    ┃
    ┃ <urgency> is emergency (it cannot wait).
    ┃
    ┃ <why> is one of being-fixed (somebody is working on it), waits-for-others (it waits for somebody else), expected (it was to be expected), data-in-doubt (the readings are in doubt), small-harm (it does little harm for now)."
  `)
  expect((await typed(world, 'help snooze')).words).toMatchInlineSnapshot(`
    "┃ • /kedge snooze <model-or-case> for <time> because <reason> <words...> Have nobody reminded of a case for a while: 1h, 4h, 1d, 3d or 7d. A form asks for all but the case.
    ┃
    ┃ <time> is one of 1h (1 hour), 4h (4 hours), 1d (1 day), 3d (3 days), 7d (7 days).
    ┃
    ┃ <reason> is one of being-fixed (somebody is working on it), waits-for-others (it waits for somebody else), expected (it was to be expected), data-in-doubt (the readings are in doubt), small-harm (it does little harm for now)."
  `)
  expect((await typed(world, 'help retrain')).words).toContain('<urgency> is emergency (it cannot wait)')
  expect((await typed(world, 'help waive')).words).not.toContain('is one of')
})

test('help for a word that is almost one says which', async () => {
  expect(await said('rolback')).toMatch(/There is no \/kedge rolback\..*\/kedge help rollback/s)
})

test('help for a word that is none says where the list is', async () => {
  expect(await said('banana')).toMatch(/\/kedge help/)
})
