import { expect, test } from 'vitest'
import { typed } from '../fixtures/command.ts'
import { flightDelay, repository, worldOf } from '../fixtures/world.ts'

test('[C7] resume needs no reason, and a model that is on hold', async () => {
  const { world } = await worldOf()
  expect(await typed(world, 'resume flight-delay')).toMatchObject({
    outcome: {},
    words: expect.stringContaining('flight-delay is not on hold'),
  })
})

test('[C7] resume is judged as what serves: a rule that was silent on hold speaks', async () => {
  const hold = { since: '2001-04-01', because: 'It misleads people.' }
  const held = { ...flightDelay, serving: { ...flightDelay.serving, hold } }
  const text = repository.files['models/flight-delay.yaml']?.text ?? ''
  const files = {
    ...repository.files,
    'models/flight-delay.yaml': {
      blob: '',
      text: text.replace(
        '  mode: batch',
        "  mode: batch\n  hold: { since: 2001-04-01, because: 'It misleads people.' }",
      ),
    },
  }
  const { world } = await worldOf({ repository: { ...repository, files, models: { 'flight-delay': held } } })
  const { words, outcome } = await typed(world, 'resume flight-delay because the feed is mended')
  expect(words).toContain('Not asked: Resume flight-delay. 1 rule says no')
  expect(words).toContain('runs-what-is-wanted unknown')
  expect(outcome.parts).toBeUndefined()
})

test('[C7] resume knows no other urgency than an emergency', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'resume flight-delay as soon because it is needed')).words).toContain(
    'Nothing is asked for as soon.',
  )
  expect((await typed(world, 'resume flight-delay as emergency because it is needed')).words).toContain(
    'flight-delay is not on hold',
  )
})
