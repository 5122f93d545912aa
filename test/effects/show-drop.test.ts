import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import showDrop from '../../src/effects/show-drop.ts'
import { DROP, worldWithFile } from '../fixtures/dropped-file.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, repository, words, write } from '../fixtures/world.ts'

const job = { subject: DROP, body: '', key: `show-drop:${DROP}` }
const posted = happened('drop.posted', 'kedge', { channel: 'C0FLIGHTOPS', ts: '1.1' })
const stored = happened('drop.stored', 'ana', {
  ...{ digest: 'sha256:a', models: ['flight-delay', 'hidden'], fresh: 2, revised: 1, same: 0 },
})

test('[D2] posts below the file, once: a lost answer is looked for by its key', async () => {
  const { world, did } = await worldWithFile()
  expect(await showDrop.run(world, job)).toEqual({ facts: [{ subject: DROP, events: [posted] }] })
  expect(did[0]?.slice(0, 2)).toEqual(['postMessage', { channel: 'C0FLIGHTOPS', thread: '5.5', key: `card:${DROP}` }])
  const found = await worldWithFile({ message: async () => ({ ts: '1.1' }) })
  expect(await showDrop.run(found.world, job)).toEqual({ facts: [{ subject: DROP, events: [posted] }] })
  expect(found.did.map(([verb]) => verb)).toEqual(['updateMessage'])
})

test('[D2] says who stored what, and names no model that the channel may not show', async () => {
  const { world, did } = await worldWithFile()
  await write(world, DROP, [posted, stored])
  expect(await showDrop.run(world, job)).toEqual({})
  const [verb, at, document] = did[0] ?? []
  expect([verb, at]).toEqual(['updateMessage', { channel: 'C0FLIGHTOPS', ts: '1.1', key: `card:${DROP}` }])
  expect(words(document as Parameters<typeof words>[0])).toContain(
    'week.csv: 3 readings of Flight delay forecast stored, by Ana Ruiz on 16 April 2001, 09:00 UTC: 2 new, 1 revised, 0 stored already.',
  )
})

test('[D2] says nothing of the file where no model of the channel may be shown any more', async () => {
  const models = { hidden: { ...flightDelay, id: 'hidden', visibility: { channels: ['C0APPROVALS'] } } }
  const { world, did } = await worldWithFile({}, { repository: { ...repository, models } })
  const why = { says: 'line 2: `mae` of hidden is wrong.', fix: 'Mend it.' }
  await write(world, DROP, [posted, happened('drop.refused', 'kedge', why)])
  await showDrop.run(world, job)
  expect(JSON.stringify(did)).toContain('No model of this file is shown here any more.')
  expect(JSON.stringify(did)).not.toMatch(/mae|"drop"/)
})

test('[D2] leaves a message alone that somebody has deleted', async () => {
  const gone = async () => {
    throw new OutsideError('moved', 'Slack, chat.update: message_not_found')
  }
  const { world, did } = await worldWithFile({}, { do: { updateMessage: gone } })
  await write(world, DROP, [posted])
  expect(await showDrop.run(world, job)).toEqual({})
  expect(did.map(([verb]) => verb)).toEqual(['updateMessage'])
})
