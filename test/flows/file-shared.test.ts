import { expect, test } from 'vitest'
import { fileShared } from '../../src/flows/file-shared.ts'
import type { Incoming } from '../../src/flows/store.ts'
import type { Content, SlackFile } from '../../src/flows/world.ts'
import { FILE, TEXT } from '../fixtures/dropped-file.ts'
import { worldOf } from '../fixtures/world.ts'
import { NOW } from '../fixtures/written.ts'

const shared = { team: 'T000000001', user: 'U0ANA', channel: 'C0FLIGHTOPS', file: 'F1' }
const message: Incoming = { delivery: 'slack:Ev1', flow: 'file', body: JSON.stringify(shared), at: new Date(NOW) }
const after = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString()
const content = async (): Promise<Content> => ({ bytes: new TextEncoder().encode(TEXT), whole: true })
const given = (shares: SlackFile['shares'], seconds: number) =>
  worldOf({ at: after(seconds), see: { file: async () => ({ ...FILE, shares }), content } })

test('[D2] Slack is given ten seconds to say which message a file came with', async () => {
  for (const shares of [{}, { C0FLIGHTOPS: {} }]) {
    const { world } = await given(shares, 9)
    expect(await fileShared(world, message)).toMatchObject({ again: { at: new Date(after(11)) } })
  }
  const { world } = await given({ C0FLIGHTOPS: {} }, 10)
  const { parts } = await fileShared(world, message)
  expect(parts?.[0]?.events[0]?.body).toEqual({ file: 'F1', name: 'week.csv', channel: 'C0FLIGHTOPS' })
})

test('[D2] a file that does not stand in the channel it was told of is not read', async () => {
  for (const shares of [{}, { C0LUNCH: { thread: '1.1' } }]) {
    const { world } = await given(shares, 10)
    expect(await fileShared(world, message)).toEqual({})
  }
})
