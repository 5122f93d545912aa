import { describe, expect, test } from 'vitest'
import { change, openCaseIn, voted, WAITING } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { worldOf } from '../fixtures/world.ts'

describe('[E1] /kedge alone', () => {
  async function busy() {
    const { world, at } = await worldOf()
    await openCaseIn(world)
    await change(world, WAITING)
    at('2001-04-16T12:00:00Z')
    return world
  }

  test('says what waits on whoever typed it: their approval, and their cases', async () => {
    const world = await busy()
    expect((await typed(world, '', { who: 'bo' })).words).toMatchInlineSnapshot(`
      "┃ 1 thing waits for you here.
      ┃
      ┃ Your approval
      ┃
      ┃ • Roll flight-delay back from 1.1.0 to 1.0.0 (https://acme.slack.test/archives/C0APPROVALS/p55) (rollback to 1.0.0), asked for by Ana Ruiz, waits for 3 hours in #C0APPROVALS
      ┃
      ┃ · /kedge help says what else there is. The Home of the app has all that waits on you, also what is not shown here."
    `)
    expect((await typed(world, '  ', { who: 'ana' })).words).toMatchInlineSnapshot(`
      "┃ 1 thing waits for you here.
      ┃
      ┃ Your cases
      ┃
      ┃ • Flight delay forecast (https://acme.slack.test/archives/C0FLIGHTOPS/p44): mean error of the forecast beyond the agreed limit since 2 April 2001, open for 3 hours
      ┃
      ┃ · /kedge help says what else there is. The Home of the app has all that waits on you, also what is not shown here."
    `)
    await change(world, [voted('bo')])
    expect((await typed(world, '', { who: 'bo' })).words).toMatch(/^┃ Nothing waits for you here\./)
  })

  test('[attack 73] says nothing of what is not shown where it is typed, and nothing to somebody nobody knows', async () => {
    const world = await busy()
    expect((await typed(world, '', { who: 'bo', channel: 'C0LUNCH' })).words).toMatchInlineSnapshot(`
      "┃ Nothing waits for you here.
      ┃
      ┃ · /kedge help says what else there is. The Home of the app has all that waits on you, also what is not shown here."
    `)
    expect((await typed(world, '', { who: 'zoe' })).words).not.toMatch(/flight/i)
  })
})

test('[E1] a slip of the fingers in a short word is understood', async () => {
  const { world } = await worldOf()
  const slips = { hlep: 'help', shwo: 'show', hodl: 'hold', csaes: 'cases', dirft: 'drift' }
  for (const [typo, meant] of Object.entries(slips))
    expect((await typed(world, typo)).words).toContain(`Did you mean ${meant}?`)
})

describe('[E6] words that others decide on', () => {
  const table = [
    ['hold flight-delay for data because old', 'at least ten letters'],
    ['snooze flight-delay for 3d because expected x', 'at least three letters'],
    ['review 7 found ok', 'at least three letters'],
    // Of no width, fillers of Hangul, the empty pattern of Braille, and what only chooses how a letter looks.
    ...['\u200b', '\u3164', '\u115f', '\uffa0', '\u2800', '\ufe0f', '\u{e0100}', 'a\u00a0\u3000\u3000'].map(
      blank => [`hold flight-delay for data because ${blank.repeat(4)}`, 'at least ten letters'] as const,
    ),
    [`hold flight-delay for data because is${' '.repeat(9)}old`, 'at least ten letters'],
  ] as const
  test.each(table)('typed in %s are to say as much as in the form', async (line, says) => {
    const { world } = await worldOf()
    await openCaseIn(world)
    expect((await typed(world, line, { who: 'ana' })).words).toContain(says)
  })

  test('and are taken where they do', async () => {
    const { world } = await worldOf()
    const { words } = await typed(world, 'hold flight-delay for data because the feed is down', { who: 'ana' })
    expect(words).not.toContain('says too little')
    const emoji = 'hold flight-delay for data because ❤️ data gone'
    expect((await typed(world, emoji, { who: 'ana' })).words).not.toContain('says too little')
  })
})
