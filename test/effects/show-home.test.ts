import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import effect from '../../src/effects/show-home.ts'
import type { Document } from '../../src/words/document.ts'
import { flightDelay, repository, words, worldOf } from '../fixtures/world.ts'

const job = (user: string, team = 'T000000001') => ({
  subject: '',
  body: JSON.stringify({ team, user }),
  key: 'show-home',
})
const shown = (did: readonly (readonly unknown[])[]) => words(did[0]?.[2] as Document)

test('[E3] somebody nobody knows is told their id, and where it belongs; a stranger of another workspace too', async () => {
  const it = await worldOf()
  await effect.run(it.world, job('U0WHO'))
  expect(it.did[0]?.slice(0, 2)).toEqual(['publishHome', 'U0WHO'])
  expect(shown(it.did)).toMatchInlineSnapshot(`
    "┃ This account belongs to nobody in the people policy. Your id in Slack is U0WHO.
    ┃
    ┃ · fix: Add the person with this account to policies/people.yaml by pull request."
  `)
  const other = await worldOf()
  await effect.run(other.world, job('U0ANA', 'T0OTHER'))
  expect(shown(other.did)).not.toMatch(/flight/i)
})

test('[E3] [attack 73] a model whose roles leave them out is not there, nor is its digest', async () => {
  const hidden = { ...flightDelay, visibility: { roles: ['nobody-has-it'] } }
  const it = await worldOf({ repository: { ...repository, models: { 'flight-delay': hidden } } })
  await effect.run(it.world, job('U0ANA'))
  expect(shown(it.did)).toMatchInlineSnapshot(`
    "┃ Nothing waits for you
    ┃ ━━━━━━━━━━━━━━━━━━━━━
    ┃
    ┃ ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
    ┃
    ┃ · /kedge help in any channel says what else there is. This page is drawn when it is opened."
  `)
})

test('[E3] of five hundred models of theirs the first are named, the rest are counted', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 500 }, (_, i) => [`m-${i}`, { ...flightDelay, id: `m-${i}`, name: `Model ${i}` }]),
  )
  const it = await worldOf({ repository: { ...repository, models: many } })
  await effect.run(it.world, job('U0ANA'))
  expect(shown(it.did)).toContain('and 485 more: /kedge models')
})

test('[E3] a Home that Slack refuses is not tried for ever, and one that it cannot draw now is', async () => {
  const failing = (is: 'denied' | 'unavailable') =>
    worldOf({
      do: {
        publishHome: async () => {
          throw new OutsideError(is, 'no')
        },
      },
    })
  expect(await effect.run((await failing('denied')).world, job('U0ANA'))).toEqual({})
  await expect(effect.run((await failing('unavailable')).world, job('U0ANA'))).rejects.toThrow('no')
})
