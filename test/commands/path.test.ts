import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { typed } from '../fixtures/command.ts'
import { flightDelay, repository, worldOf } from '../fixtures/world.ts'

/** The answer of `/kedge path flight-delay` where the model is as `more` says. */
async function path(more: Partial<Model> = {}, who = 'ana', channel = 'C0FLIGHTOPS') {
  const models = { ...repository.models, 'flight-delay': { ...flightDelay, ...more } }
  const { world } = await worldOf({ repository: { ...repository, models } })
  return (await typed(world, 'path flight-delay', { who, channel })).words
}
const since = { stageSince: '2001-03-10' }

describe('[R11] /kedge path', () => {
  test('says where a model is, since when, what is next, what is missing, and who must act by name', async () => {
    const documents = { 'model-card': { at: 'card.md', updated: '2001-01-30' } }
    expect(await path({ stage: 'development', ...since, documents })).toMatchInlineSnapshot(`
      "┃ Flight delay forecast
      ┃ ━━━━━━━━━━━━━━━━━━━━━
      ┃
      ┃ Where     development: It is built and tried on old flights.
      ┃ Since     10 March 2001, 37 days ago
      ┃ Timer     365 days at most, 328 left
      ┃ Who acts  Ana Ruiz (technical)
      ┃
      ┃ Next: validation (something is missing). People who did not build it try to break it. Whoever looks at it needs to know what it was made from and how it was tried.
      ┃
      ┃ ✓ document model-card is there
      ┃ ✗ document data-sheet is missing
      ┃ ✗ test hold-out has not passed
      ┃
      ┃ · fix: Add the model card, the data sheet and the newest hold-out of flight-delay to its file
      ┃
      ┃ Next: retired (no gate). Nobody uses it any more.
      ┃
      ┃ · It cannot go elsewhere from here: not to idea, production or paused."
    `)
  })

  test('a gate with a rule, approvers and a timer that has run out', async () => {
    const validation = { by: 'chen', on: '2001-02-01', version: '1.1.0', outcome: 'approved' } as const
    expect(await path({ stage: 'validation', stageSince: '2001-01-10', validation })).toMatchInlineSnapshot(`
      "┃ Flight delay forecast
      ┃ ━━━━━━━━━━━━━━━━━━━━━
      ┃
      ┃ Where     validation: People who did not build it try to break it.
      ┃ Since     10 January 2001, 96 days ago
      ┃ Timer     60 days at most: over by 36 days
      ┃ Who acts  Chen Wei or Fay Osei (model-validation)
      ┃
      ┃ Next: development (no gate). It is built and tried on old flights.
      ┃
      ┃ Next: production (something is missing). It serves, and is watched. What serves was looked at by somebody else, and somebody watches it.
      ┃
      ┃ ✗ test hold-out has not passed
      ┃ ✓ the version is validated
      ┃ ✓ model.kpis 4 is >= 1
      ┃ • operations and model validation say yes
      ┃
      ┃ · fix: Have flight-delay validated, and agree on at least one KPI
      ┃
      ┃ · It cannot go elsewhere from here: not to idea, paused or retired."
    `)
  })

  test('the end is told to be the end', async () => {
    const words = await path({ stage: 'retired', ...since })
    expect(words).toContain('This is the end of its way.')
    expect(words).not.toContain('Next:')
  })

  test('what the file does not say is told as not said, with its fix', async () => {
    const { stage: _, stageSince: __, ...silent } = flightDelay
    const { world } = await worldOf({ repository: { ...repository, models: { 'flight-delay': silent } } })
    expect((await typed(world, 'path flight-delay')).words).toMatchInlineSnapshot(`
      "┃ Nobody can say where Flight delay forecast is: its file says no stage.
      ┃
      ┃ · fix: write stage: with idea, development, validation, production, paused or retired into models/flight-delay.yaml"
    `)
    expect(await path({ stage: 'prod' })).toContain('says stage: prod, which is none of model-lifecycle.')
    const { stageSince: ___, ...timeless } = { ...flightDelay, stage: 'paused' }
    const other = await worldOf({ repository: { ...repository, models: { 'flight-delay': timeless } } })
    const { words } = await typed(other.world, 'path flight-delay')
    expect(words).toMatch(/Since +not said. fix: write stageSince: with the day/)
    expect(words).toContain('30 days at most; nobody knows how many are left')
  })

  test('a model that no life cycle is for is told so, with the fix', async () => {
    const { world } = await worldOf({ repository: { ...repository, policies: {} } })
    expect((await typed(world, 'path flight-delay')).words).toMatchInlineSnapshot(`
      "┃ No life cycle is for Flight delay forecast, so no stage and no gate stands before it.
      ┃
      ┃ · fix: add a file with kind: lifecycle to policies/ whose appliesTo matches it (its tier is medium)"
    `)
  })

  test('whom a model is hidden from hears nothing of it', async () => {
    expect(await path({}, 'ana', 'C0ELSEWHERE')).toContain('There is no model flight-delay here.')
  })
})
