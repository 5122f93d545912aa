/** A case whose rule is loosened, and then a week of it is corrected, which is no recovery by itself. */
import { expect, test } from 'vitest'
import type { Breach } from '../../src/core/breach.ts'
import type { NewEvent } from '../../src/core/event.ts'
import type { Batch, Store } from '../../src/flows/store.ts'
import { byCarrier, weeks } from '../scenarios/by-carrier.ts'
import { MODEL } from '../scenarios/world.ts'

const POLICY = 'policies/error-by-carrier.yaml'
const BAD = [15, 16, 24, 26]
/** Two that are bad, and two that are better, and not good. */
const BETTER = [24, 26, 18.2, 18.2]
const LIMIT = 'clears: { after: 2, limit: 18 }'
const byMethod = (threshold: number) =>
  `method: { is: shewhart, mean: 15, sigma: 1, threshold: ${threshold} }\nclears: { after: 2 }`
const byBaseline = 'method: { is: baseline-change, threshold: 0.2 }\nclears: { after: 2 }'

/** Bad by all of these. */
const EXAMPLE = 'examples:\n  - { limit: 18.5, baseline: 14.08, values: [99, 99, 99, 99], then: firing }\n'

interface Loosened {
  readonly values?: readonly number[]
  readonly judges?: string
  readonly path?: string
  readonly from: string
  readonly to: string
}

const LOOSENED: readonly (readonly [string, Loosened])[] = [
  ['the threshold of its method is raised', { judges: byMethod(3), from: byMethod(3), to: byMethod(30) }],
  ['a method comes in place of the limit', { from: LIMIT, to: byMethod(30) }],
  [
    'the limit comes in place of a method',
    { judges: byMethod(1), values: [15, 15, 17, 17], from: byMethod(1), to: LIMIT },
  ],
  ['what is good again is loosened', { values: BETTER, from: 'limit: 18 }', to: 'limit: 18.5 }' }],
  ['fewer good weeks end it', { values: [24, 26, 17], from: 'clears: { after: 2', to: 'clears: { after: 1' }],
  ['more samples are asked for', { from: 'minSamples: 200', to: 'minSamples: 901' }],
  ['it fires later', { values: [...BAD, 17], from: 'fires: { after: 2 }', to: 'fires: { after: 4 }' }],
  ['its baseline is moved', { judges: byBaseline, path: MODEL, from: 'baseline: 14.08', to: 'baseline: 30' }],
]

/** What cases kept before they kept all of it. */
function forgetting(store: Store): () => void {
  const { commit } = store
  const bare = (body: object) => {
    const { monitors } = body as { readonly monitors?: readonly Breach[] }
    return monitors ? { ...body, monitors: monitors.map(({ by: _, ...known }) => known) } : body
  }
  const forget = (event: NewEvent) => ({ ...event, body: bare(event.body) }) as NewEvent
  Object.assign(store, {
    commit: (batch: Batch) =>
      commit({ ...batch, parts: batch.parts.map(part => ({ ...part, events: part.events.map(forget) })) }),
  })
  return () => void Object.assign(store, { commit })
}

async function withCase({ values = BAD, judges = LIMIT, path = POLICY, from, to }: Loosened, isOld = false) {
  const whole = { mae: 15, false_notices: 50 }
  const it = await byCarrier(
    whole,
    model => model,
    policy => policy.replace(LIMIT, judges).replace(/examples:[\s\S]*/, EXAMPLE),
  )
  it.clock.move((values.length - 4) * 7 * 86_400_000)
  const remember = isOld ? forgetting(it.bot.world.store) : () => undefined
  await it.push([
    ...weeks('AA', 0, values),
    ...weeks(
      'UA',
      0,
      values.map(() => 15),
    ),
  ])
  const types = async () => (await it.events('case')).map(({ type }) => type)
  expect(await types()).toContain('case.opened')
  remember()
  const loosen = async () => {
    const before = await it.bot.world.policy()
    it.clock.move(3_600_000)
    await it.pushesToMain('root', path, text => {
      expect(text).toContain(from)
      return text.replace(from, to)
    })
    await it.bot.reconcile()
    expect((await it.bot.world.policy()).commit).not.toBe(before.commit)
    await it.passes({ days: 1 })
  }
  return { ...it, types, loosen, values }
}

test.each(LOOSENED)('[D6] [D7] a correction does not make a case recover where %s', async (_, loosened) => {
  const it = await withCase(loosened)
  await it.loosen()
  await it.push(weeks('UA', 0, [15.1]))
  await it.push(weeks('AA', 0, [(it.values[0] ?? 0) + 0.1]))
  await it.passes({ days: 1 })
  expect(await it.types()).not.toContain('case.closed')
  expect(it.card('flight-ops')).toContain('bad weeks since')
})

test.each(LOOSENED)('[D6] [D7] an honest correction ends a case also where %s', async (_, loosened) => {
  const it = await withCase(loosened)
  await it.loosen()
  await it.push(
    weeks(
      'AA',
      0,
      it.values.map(() => 15),
    ),
  )
  await it.passes({ days: 1 })
  const closed = (await it.events('case')).filter(({ type }) => type === 'case.closed')
  expect(closed).toHaveLength(1)
})

const keptIn = async (it: Awaited<ReturnType<typeof withCase>>) => {
  const bodies = (await it.events('case')).map(({ body }) => body as { monitors?: readonly Breach[] })
  const told = bodies.flatMap(({ monitors = [] }) => monitors.filter(({ segment }) => segment === 'AA'))
  return told.map(({ method, limit, by }) => ({ method, limit, by }))
}

test('[D6] [D7] a case keeps what it was first judged by, through corrections too', async () => {
  const it = await withCase({ from: LIMIT, to: byMethod(30) })
  const numbers = { fires: { after: 2, of: 2 }, clears: { after: 2, limit: 18 }, minSamples: 200 }
  const first = { limit: 18.5, by: { direction: 'lower-is-better', limit: 18.5, ...numbers } }
  expect(await keptIn(it)).toEqual([first])
  await it.loosen()
  await it.push(weeks('AA', 3, [27]))
  expect((await keptIn(it)).length).toBeGreaterThan(1)
  for (const one of await keptIn(it)) expect(one).toEqual(first)
})

test.each([
  ['goes on by its first limit', [15.1], false],
  ['ends by an honest correction', [15, 15, 15, 15], true],
])('[D6] [D7] a case from before more was kept than its limit %s', async (_, corrected, ends) => {
  const it = await withCase({ path: MODEL, from: 'limit: 18.5', to: 'limit: 30' }, true)
  await it.loosen()
  await it.push(weeks('AA', 0, corrected))
  await it.passes({ days: 1 })
  expect((await it.types()).includes('case.closed')).toBe(ends)
  for (const one of await keptIn(it)) expect(one).toEqual({ limit: 18.5 })
})
