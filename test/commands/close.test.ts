import { describe, expect, test } from 'vitest'
import { caseFrom } from '../../src/core/case.ts'
import type { NewEvent } from '../../src/core/event.ts'
import type { Repository } from '../../src/core/repository.ts'
import { caseCardOf } from '../../src/flows/case-evidence.ts'
import { asked, mergedBy, openCaseIn, openedPull, sealedIn, WAITING } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { happened } from '../fixtures/happened.ts'
import { repository, words, worldOf, write } from '../fixtures/world.ts'
import { CASE, CHANGE } from '../fixtures/written.ts'

const LINE = 'because nobody measures the forecast by this any more'
const unwatched: Repository = { ...repository, policies: { ...repository.policies, monitor: [] } }
const played = happened('case.played', 'kedge', { playbook: 'p', act: 'issue', outcome: 'done' })

async function withCase(rules = unwatched) {
  const it = await worldOf({ repository: rules })
  await openCaseIn(it.world)
  return it
}

test('[D7] a case that no rule watches any more is closed by its owner, who says why; that it recovered nobody says', async () => {
  const { world, store } = await withCase()
  await write(world, CASE, [happened('case.taken', 'bo', {}), played])
  const { words: answer, outcome } = await typed(world, `close flight-delay ${LINE}`, { who: 'bo' })
  expect(answer).toMatchInlineSnapshot(
    `"┃ The case of Flight delay forecast is closed. That it recovered, nobody says."`,
  )
  await store.commit({ at: world.now(), parts: outcome.parts ?? [] })
  const it = caseFrom(await store.events(CASE))
  if (it === undefined) throw new Error('there is no case')
  expect(it.closed).toMatchObject({ by: 'bo', because: 'nobody measures the forecast by this any more' })
  expect(it.closed).not.toHaveProperty('recovered')
  expect(words(await caseCardOf(world, it))).toContain('Flight delay forecast: closed by hand')
  expect(words(await caseCardOf(world, it))).toContain(': nobody measures the forecast by this any more')
  expect(words(await caseCardOf(world, it))).toContain('recovered: nobody knows.')
  expect(outcome.jobs?.map(({ effect }) => effect)).toEqual(['show-case', 'show-issue', 'say'])
  expect((await typed(world, 'history flight-delay')).words).toContain('the case was closed, by Bo Lindqvist: nobody')
})

test('[D7] what was asked for in it and came to nothing keeps nobody from closing a case', async () => {
  const { world } = await withCase()
  const denied = happened('change.verdict', 'kedge', { is: 'denied', head: 'c1', by: [] })
  await write(world, CHANGE, [asked({ case: CASE }), denied])
  expect((await typed(world, `close flight-delay ${LINE}`, { who: 'ana' })).words).toContain('is closed')
})

describe('[D7] a case is not closed by hand', () => {
  const refused = async (
    rules: Repository,
    who: string,
    given: (world: Awaited<ReturnType<typeof worldOf>>['world']) => Promise<unknown>,
  ) => {
    const { world } = await withCase(rules)
    await given(world)
    const { words: said, outcome } = await typed(world, `close flight-delay ${LINE}`, { who })
    expect(outcome).toEqual({})
    return said
  }
  const nothing = async () => undefined

  test('by whoever does not own it', async () => {
    const said = await refused(unwatched, 'chen', nothing)
    expect(said).toContain('Only whoever owns a case closes it.')
    expect(said).toMatch(/Ask \w+ to close it, or take it first: “It’s mine” on its card\./)
  })

  test('while a rule watches what broke: then readings close it', async () => {
    expect(await refused(repository, 'ana', nothing)).toContain('The rules still watch what broke in this case')
  })

  describe('while what was asked for in it is on its way', () => {
    const theirs = [asked({ case: CASE }), ...WAITING.slice(1)]
    const saidTo = (who: string, events: readonly NewEvent[]) =>
      refused(unwatched, who, async world => {
        await write(world, CASE, [happened('case.taken', who, {})])
        await write(world, CHANGE, events)
      })

    test('which it is, and how it is taken back', async () => {
      expect(await saidTo('ana', [asked({ case: CASE })])).toMatchInlineSnapshot(`
        "┃ A rollback of flight-delay to 1.0.0 was asked for in this case by you, and is still on its way.
        ┃
        ┃ · fix: wait until its card is posted, and type this again"
      `)
      expect(await saidTo('ana', theirs)).toMatchInlineSnapshot(`
        "┃ A rollback of flight-delay to 1.0.0 was asked for in this case by you, pull request #7 (https://github.test/acme/models/pull/7), and is still on its way.
        ┃
        ┃ · fix: wait until it is done, or press Withdraw on its card (https://acme.slack.test/archives/C0APPROVALS/p55) first"
      `)
      expect(await saidTo('bo', theirs)).toMatchInlineSnapshot(`
        "┃ A rollback of flight-delay to 1.0.0 was asked for in this case by Ana Ruiz, pull request #7 (https://github.test/acme/models/pull/7), and is still on its way.
        ┃
        ┃ · fix: wait until it is done, or have whoever asked take it back first by Withdraw on its card (https://acme.slack.test/archives/C0APPROVALS/p55)"
      `)
      const own = [asked({ case: CASE, door: 'repository' }), ...WAITING.slice(1)]
      expect(await saidTo('ana', own)).toContain('or close its pull request first')
      expect(await saidTo('ana', [...theirs, mergedBy])).toContain('wait until 1.0.0 runs')
    })

    test('and may not be shown there: without a word of what it is', async () => {
      const hidden = [asked({ case: CASE }), openedPull, sealedIn(['C0OTHER'])]
      const said = await refused(unwatched, 'ana', world => write(world, CHANGE, hidden))
      expect(said).toContain('What was asked for in this case is still on its way, and may not be shown here.')
      expect(said).not.toContain('#7')
    })
  })

  test('once it is over', async () => {
    const closed = happened('case.closed', 'kedge', { onset: '', available: '', detected: '', recovered: '' })
    expect(await refused(unwatched, 'ana', world => write(world, CASE, [closed]))).toContain(
      'No case of this model is open.',
    )
  })
})
