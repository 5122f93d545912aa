import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import type { Repository } from '../../src/core/repository.ts'
import { openStore } from '../../src/edges/sqlite-store.ts'
import { formNamed, modalFor, nextModal, wrongIn } from '../../src/flows/forms.ts'
import { modalOfCommand, runCommand } from '../../src/flows/run-command.ts'
import { summarise } from '../../src/flows/summarise.ts'
import type { World } from '../../src/flows/world.ts'
import type { Document, Modal } from '../../src/words/document.ts'
import { asked, change, openedPull, posted, sealed } from '../fixtures/change.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { happened } from '../fixtures/happened.ts'
import { runs } from '../fixtures/runs.ts'
import { foreign, marked, messageWrongs, modalWrongs } from '../fixtures/safe-words.ts'
import { repository, worldAround, write } from '../fixtures/world.ts'
import { CASE, CHANGE, caseEvents } from '../fixtures/written.ts'
import { text } from '../reports/document-arbitrary.ts'

const ALL = Object.values(commands)
const PLACE = { team: 'T000000001', user: 'U0ANA', channel: 'C0FLIGHTOPS' }
const MARKED = { ...marked({ ...repository, files: {}, paths: {} }), files: repository.files, paths: repository.paths }
/** What makes sense in a usage line; where there is nothing here, the adversary writes. */
const SENSE: Readonly<Record<string, string>> = {
  ...{ model: 'flight-delay', 'model-or-case': 'flight-delay', name: 'flight-delay', version: '1.0.0', kpi: 'mae' },
  ...{ number: '20', urgency: 'emergency', why: 'data-in-doubt', person: 'chen', date: '2001-06-30', page: '1' },
  ...{ rule: 'serves-what-passed', 'model-or-rule': 'flight-delay', other: 'delay-by-hour', environment: 'test' },
  ...{ 'pull-request': '7', change: 'rollback', time: '1d', reason: 'being-fixed', word: 'help' },
}

/** The usage line with its optional parts: as people type it, but for what is foreign. */
function lineOf({ name, usage }: { name: string; usage: string }, by: string, sense: typeof SENSE): string {
  const filled = usage
    .replace(/[[\]]/g, '')
    .replace(/<([\w-]+)(\.\.\.)?>/g, (_, slot: string, rest?: string) => (rest ? by : (sense[slot] ?? by)))
  return `${name} ${filled}`
}

/** A world whose files, people, readings and reasons an adversary wrote: a case is open, a change waits. */
async function hostile<T>(by: string, act: (world: World) => Promise<T>): Promise<T> {
  const store = await openStore({ path: ':memory:', readingsPath: ':memory:', summarise })
  try {
    const { world } = worldAround(store, { repository: foreign(MARKED, by) as Repository })
    const segments = flightReadings(world.now())
      .slice(-4)
      .map(it => ({ ...it, segment: by.slice(0, 60) || 'AA' }))
    await store.addReadings([...flightReadings(world.now()), ...segments])
    await write(world, CASE, caseEvents)
    await change(world, [asked({ title: by, reason: by }), openedPull, sealed, posted])
    const report = { name: by, where: by, use: by, personal: 'yes', knows: by } as const
    await write(world, 'sighting/1', [happened('sighting.reported', 'slack:T1:U1', report)])
    const late = happened('promise.late', 'kedge', {
      sla: 'answer-breach',
      due: '2001-04-16T15:00:00.000Z',
      to: ['ana'],
    })
    await write(world, CASE, [late])
    return await act(world)
  } finally {
    await store.close()
  }
}

async function judging(
  by: string,
  act: (world: World, at: (what: string, it: Document | Modal | undefined) => void) => Promise<void>,
) {
  const wrong: string[] = []
  await hostile(by, async world => {
    const { people } = (await world.policy()).people
    await act(world, (what, it) => {
      if (it === undefined) return
      const found = 'callback' in it ? modalWrongs(it, people) : messageWrongs(it, people)
      wrong.push(...found.map(each => `${what}: ${each}`))
    })
  })
  expect(wrong).toEqual([])
}

const EXAMPLES: [string][] = [
  ['<!channel> & `x` fixes #12 @team'],
  ['&'.repeat(3500)],
  ['😀'.repeat(1400)],
  ['`'.repeat(7)],
]
const HARD = { numRuns: runs(8, 40), examples: EXAMPLES }

test('[E8] [attack 57] [attack 58] no word answers with more than words, whoever wrote the files and whatever is typed', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(text, by =>
      judging(by, async (world, at) => {
        at('/kedge', (await runCommand(world, ALL, { ...PLACE, text: '' })).document)
        for (const word of ALL)
          for (const sense of [SENSE, { model: 'flight-delay' }, {}]) {
            const said = { ...PLACE, text: lineOf(word, by, sense) }
            at(`/kedge ${word.name}`, (await runCommand(world, ALL, said)).document)
            at(`/kedge ${word.name}`, await modalOfCommand(world, ALL, said))
          }
        at('/kedge nonsense', (await runCommand(world, ALL, { ...PLACE, text: by })).document)
        at(
          '/kedge for a stranger',
          (await runCommand(world, ALL, { ...PLACE, user: 'U0ZOE', text: 'models' })).document,
        )
      }),
    ),
    HARD,
  )
})

/** What the button of a form carries, where it is not the case. */
const VALUES: Readonly<Record<string, string>> = {
  ...{ 'explain-delay': `${CASE} answer-breach`, deny: 'seal', withdraw: CHANGE },
}

/** Every form there is, as its registry names them. */
const FORMS = [
  ...readFileSync(join(import.meta.dirname, '../../src/flows/forms.ts'), 'utf8').matchAll(
    /^ {2}'?([\w-]+)'?: \w+Form,/gm,
  ),
].map(found => found[1] ?? '')

test('[E8] [attack 57] [attack 58] no form, none of its answers and nothing it complains of is more than words', {
  timeout: 240_000,
}, async () => {
  expect(FORMS.length).toBeGreaterThan(8)
  const opened = new Set<string>()
  await fc.assert(
    fc.asyncProperty(text, by =>
      judging(by, async (world, at) => {
        for (const callback of [...FORMS, 'deny']) {
          const value = VALUES[callback] ?? CASE
          const message = { channel: PLACE.channel, ts: '1.1' }
          const modal = await modalFor(world, { ...PLACE, action: callback, value, message })
          if (modal) opened.add(callback)
          at(callback, modal)
          const context = modal?.context ?? JSON.stringify({ channel: PLACE.channel, drop: 'drop/1', case: CASE })
          const ids = (modal?.inputs ?? []).map(({ id }) => id)
          const values = Object.fromEntries(
            [...ids, 'reason', 'says', 'name', 'where', 'use', 'model'].map(id => [id, by]),
          )
          const submit = { team: PLACE.team, user: PLACE.user, callback, context, values }
          for (const complaint of Object.values((await wrongIn(world, submit)) ?? {}))
            expect(complaint.length > 0 && complaint.length < 3000, `${callback}: ${complaint}`).toBe(true)
          at(callback, await nextModal(world, submit))
          const place = { ...PLACE }
          at(
            callback,
            (await formNamed(callback)?.asks(world, { place, values, context: JSON.parse(context) }))?.document,
          )
        }
      }),
    ),
    HARD,
  )
  expect([...opened].sort()).toEqual(['deny', 'explain-delay', 'retrain', 'rollback', 'snooze', 'waive', 'withdraw'])
})
