import type { Case } from '../core/case.ts'
import { isWithAsker } from '../core/case-answer.ts'
import type { Change } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import { pageOf } from '../core/page.ts'
import type { Reading } from '../core/reading.ts'
import { watchesWhole } from '../core/watches.ts'
import { type Asked, command, inPlace } from '../flows/command.ts'
import { evidenceOf, newest } from '../flows/evidence.ts'
import { mayViewChange, visible } from '../flows/identity.ts'
import { failsSince, monitoredOf } from '../flows/monitored.ts'
import { named } from '../flows/named.ts'
import { openCase, openChanges, type Standing, troublesOf } from '../flows/standing.ts'
import { nextTraining } from '../flows/training-question.ts'
import { headline } from '../reports/case-headline.ts'
import { changeWords } from '../reports/case-standing.ts'
import { holdWords } from '../reports/hold-words.ts'
import { noPage, pageNote } from '../reports/page-words.ts'
import { segmentStates } from '../reports/segment-states.ts'
import { sentence } from '../reports/sentence.ts'
import { testBlocks } from '../reports/suite-notes.ts'
import { nextTrainingWords } from '../reports/training-words.ts'
import { troubleNote } from '../reports/trouble-card.ts'
import { watchedWords } from '../reports/watched-words.ts'
import type { Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'

export default command({
  name: 'status',
  usage: '[<model>] [page <page>] [here]',
  summary: says.commandSummaries.status,
  async run(asked) {
    const { model: id, here } = asked.args
    if (id === undefined) return statusOfAll(asked)
    const { model, no } = named(asked, id)
    return model ? inPlace(here, await status(asked, model)) : no
  },
})

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
  const troubles = (await troublesOf(world.store, models)).map(it => troubleNote(it, { models, channel }))
  if (documents.length === 0) {
    const none = sentence(says.commandStatus.noModel)
    return { ...none, blocks: [...troubles, ...none.blocks] }
  }
  const blocks = [...troubles, ...documents.flatMap(d => d.blocks), ...pageNote(page, '/kedge status')]
  return inPlace(args.here, { summary: says.commandStatus.together(documents.map(d => d.summary)), blocks })
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
  const training = nextTrainingWords(model, await nextTraining(world, model, evidence.state), now)
  const all = monitoredOf(repository, model, evidence, world)
  const [latest, ofAny] = [newest(evidence.served), newest(evidence.whole)]
  const rows = Object.entries(model.kpis ?? {}).flatMap(([id, kpi]): readonly (readonly [string, Words])[] => {
    const mine = all.filter(({ policy: { watches } }) => watches.kpi === id)
    const whole = mine.filter(({ policy: { watches } }) => watchesWhole(watches))
    const reading = latest.find(r => r.kpi === id)
    const states = whole.map(m => watchedWords(m.watched))
    const other = ofAny.find(r => r.kpi === id)?.version
    const known = reading ? readingWords(reading, kpi.unit, states, now) : noReading(evidence.version, other)
    const since = failsSince(world.store, model, { kpi: id, segment: '', version: evidence.version })
    const words = since === undefined ? known : says.commandStatus.failing(known, since)
    return [[kpi.name, words], ...segmentStates(kpi, mine)]
  })
  const stands = cased ? stateOfCase(model, cased.it) : says.commandStatus.noCase
  const observed = evidence.observed.length > 0 ? evidence.version : undefined
  const { name, serving } = model
  const said = { name, stands, observed, wanted: serving.version, held: holdWords(model) }
  return {
    summary: says.commandStatus.summary(name, stands),
    blocks: [
      { is: 'text', words: says.commandStatus.model(said) },
      { is: 'facts', rows },
      ...training.map(words => ({ is: 'note', words: ticked(words) }) as const),
      ...testBlocks(model, evidence.state.suites, evidence.version),
      ...changes
        .filter(({ it }) => mayViewChange(it, repository, who, channel))
        .flatMap(({ it }) => [
          standsWords(it),
          ...waiting(model, it, changes).map((v): Words => [says.commandStatus.waits(v, it.request, it.pull?.pull)]),
        ])
        .map(words => ({ is: 'note', words }) as const),
    ],
  }
}

/** Where a change stands that is with whoever asked; what others go on with is on its way. */
const standsWords = (it: Change): Words =>
  isWithAsker(it) ? changeWords(it) : [says.commandStatus.onItsWay(it.request, it.pull?.pull)]

/** Versions that wait for a change, and are neither listed nor asked for by now. */
function waiting(
  { versions = {} }: Model,
  { awaited }: Change,
  changes: readonly Standing<Change>[],
): readonly string[] {
  const isAsked = (version: string) => changes.some(({ it }) => it.request.to === version)
  return awaited.flatMap(({ version }) => (Object.hasOwn(versions, version) || isAsked(version) ? [] : [version]))
}

const stateOfCase = (model: Model, { category, monitors }: Case) =>
  says.commandStatus.inCase(headline(model, monitors), category)

/** That there is none is said, never shown as zero or as good; whoever sends them may have mistyped a version. */
const noReading = (runs: string, other: string | undefined): Words =>
  other === undefined || other === runs ? says.commandStatus.noReading : says.commandStatus.noReadingOf(runs, other)

function readingWords({ value, end }: Reading, unit: string, states: readonly string[], now: Date): Words {
  return says.commandStatus.reading({ value, unit, end, now: now.toISOString(), states })
}
