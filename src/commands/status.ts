import type { Case } from '../core/case.ts'
import type { Model } from '../core/model.ts'
import { pageOf } from '../core/page.ts'
import type { Reading } from '../core/reading.ts'
import { watchesWhole } from '../core/watches.ts'
import { type Asked, command, inPlace } from '../flows/command.ts'
import { evidenceOf, newest } from '../flows/evidence.ts'
import { mayViewChange, visible } from '../flows/identity.ts'
import { monitoredOf } from '../flows/monitored.ts'
import { named } from '../flows/named.ts'
import { openCase, openChanges, troublesOf } from '../flows/standing.ts'
import { pullOf } from '../reports/asker-words.ts'
import { headline } from '../reports/case-headline.ts'
import { holdWords } from '../reports/hold-words.ts'
import { noPage, pageNote } from '../reports/page-words.ts'
import { segmentStates } from '../reports/segment-states.ts'
import { sentence } from '../reports/sentence.ts'
import { testBlocks } from '../reports/suite-notes.ts'
import { troubleNote } from '../reports/trouble-card.ts'
import { watchedWords } from '../reports/watched-words.ts'
import { code, type Document, strong, type Words } from '../words/document.ts'
import { capital, spanWords, withUnit } from '../words/figures.ts'
import { aKindTo } from '../words/request-words.ts'

export default command({
  name: 'status',
  usage: '[<model>] [page <page>] [here]',
  summary: 'The newest readings with their age, what fires, and what is on its way.',
  async run(asked) {
    const { model: id, here } = asked.args
    if (id === undefined) return statusOfAll(asked)
    const { model, no } = named(asked, id)
    return model ? inPlace(here, await status(asked, model)) : no
  },
})

const stateOfCase = (model: Model, { category, monitors }: Case) =>
  `${headline(model, monitors)}${category ? ` (${category})` : ''}`

/** Ten models at a time, those with an open case first. */
async function statusOfAll(asked: Asked<{ readonly page?: string; readonly here?: string }>) {
  const { world, repository, who, channel, args } = asked
  const models = visible(repository, who, channel)
  const cased = new Set((await world.store.subjects({ kind: 'case', open: true })).map(row => row.model))
  const page = pageOf(
    [...models].sort((a, b) => Number(cased.has(b.id)) - Number(cased.has(a.id))),
    args.page,
  )
  if (page.items === undefined) return noPage(page)
  const documents = await Promise.all(page.items.map(model => status(asked, model)))
  const shown = await troublesOf(world.store, models)
  if (documents.length === 0) {
    const none = sentence('There is no model you may see here.')
    return { ...none, blocks: [...shown.map(troubleNote), ...none.blocks] }
  }
  const blocks = [...shown.map(troubleNote), ...documents.flatMap(d => d.blocks), ...pageNote(page, '/kedge status')]
  return inPlace(args.here, { summary: documents.map(d => d.summary).join('; '), blocks })
}

async function status(
  { world, repository, who, channel }: Pick<Asked<unknown>, 'world' | 'repository' | 'who' | 'channel'>,
  model: Model,
): Promise<Document> {
  const [evidence, cased, changes] = await Promise.all([
    evidenceOf(world, model),
    openCase(world.store, model.id),
    openChanges(world.store, model.id),
  ])
  const now = world.now()
  const all = monitoredOf(repository, model, evidence, now)
  const latest = newest(evidence.served)
  const rows = Object.entries(model.kpis ?? {}).flatMap(([id, kpi]): readonly (readonly [string, Words])[] => {
    const mine = all.filter(({ policy: { watches } }) => watches.kpi === id)
    const whole = mine.filter(({ policy: { watches } }) => watchesWhole(watches))
    const reading = latest.find(r => r.kpi === id)
    const states = whole.map(m => watchedWords(m.watched))
    return [[kpi.name, readingWords(reading, kpi.unit, states, now)], ...segmentStates(kpi, mine)]
  })
  const state = cased ? stateOfCase(model, cased.it) : 'no case is open'
  const summary = `${model.name}: ${state}`
  return {
    summary,
    blocks: [
      {
        is: 'text',
        words: [
          strong(model.name),
          `: ${state}. `,
          ...runsWords(model, evidence.observed.length > 0 ? evidence.version : undefined),
        ],
      },
      { is: 'facts', rows },
      ...testBlocks(model, evidence.state.suites, evidence.version),
      ...changes
        .filter(({ it }) => mayViewChange(it, repository, who, channel))
        .map(
          ({ it }) =>
            ({
              is: 'note',
              words: [`${capital(aKindTo(it.request))} is on its way${pullOf(it)}.`],
            }) as const,
        ),
    ],
  }
}

/** What runs is a reading, never what the file says. */
function runsWords(model: Model, observed: string | undefined): Words {
  const { version } = model.serving
  const held = holdWords(model)
  const holds = held === undefined ? '' : ` ${capital(held)}.`
  if (observed === undefined) return [`What runs was not observed yet; wanted ${version}.${holds}`]
  return ['Runs ', code(observed), `${observed === version ? '' : `, wanted ${version}`}.${holds}`]
}

/** No reading is said, never shown as zero or as good. */
function readingWords(reading: Reading | undefined, unit: string, states: readonly string[], now: Date): Words {
  if (!reading) return [strong('no reading yet')]
  const age = spanWords(reading.end, now.toISOString())
  return [strong(withUnit(reading.value, unit)), `, ${age} old${states.length > 0 ? `, ${states.join(', ')}` : ''}`]
}
