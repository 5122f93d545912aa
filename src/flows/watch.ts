import { caseFrom } from '../core/case.ts'
import { type CaseDecision, decideCase } from '../core/case-decide.ts'
import { type Breach, happened, type NewEvent } from '../core/event.ts'
import type { Model, Query } from '../core/model.ts'
import { running } from '../core/model-state.ts'
import { breachOf, type Watched, watchSeries } from '../core/monitor.ts'
import { lastPeriods, periodStart } from '../core/period.ts'
import { policiesOf } from '../core/policy-kind.ts'
import { ProblemError } from '../core/problem.ts'
import monitors, { checkOf, type Monitor } from '../policies/monitor.ts'
import { closedNote } from '../reports/case-notes.ts'
import { warningOver, warningStarted } from '../reports/warning.ts'
import { readingsFrom, versionFrom } from '../sources/duckdb.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { chartCase, exportRecord, followChange, say, showCase, showChange } from './jobs.ts'
import { modelOf, openCase, openChanges, type Standing } from './standing.ts'
import type { Batch, NewJob } from './store.ts'
import type { Onlooker } from './world.ts'

/** How many periods a model without `since` is measured back when it is new. */
const FIRST_PERIODS = 13

/**
 * One round: look at what runs, measure what is due, and decide what it means. Readings are kept first, so a round that
 * was cut short is simply done again: the same readings give the same decisions.
 */
export async function watch(world: Onlooker): Promise<void> {
  const { models } = await world.policy()
  for (const model of Object.values(models)) {
    await look(world, model, () => observe(world, model))
    for (const id of Object.keys(model.queries ?? {})) await look(world, model, () => measure(world, model, id))
    await decide(world, model)
  }
  await world.store.commit({ at: world.now(), parts: [], jobs: [exportRecord()] })
}

/** A model that cannot be measured is told in the log and by its monitors’ `no-data`; it does not stop the others. */
async function look(world: Onlooker, model: Model, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    world.log.error({ model: model.id, err: error }, 'not measured')
  }
}

/** Which version really runs. The file says what is wanted; this is a reading. */
async function observe(world: Onlooker, model: Model): Promise<void> {
  const query = model.queries?.[model.serving.observe ?? '']
  if (!query) return
  const window = { start: new Date(0), end: world.now() }
  const version = versionFrom(model, await world.see.query(query.connection, query.sql, window))
  await retried(world, async () => {
    const { it, seen } = await modelOf(world.store, model.id)
    if (running(it) === version) return undefined
    const part = {
      subject: `model/${model.id}`,
      seen,
      events: [happened('model.observed', 'kedge', { model: model.id, version })],
    }
    return {
      at: world.now(),
      parts: [part, ...(await arrivals(world, model, version))],
      jobs: await arrivalJobs(world, model, version),
    }
  })
}

/** A change is done when the observed version is the wanted one; the case it came from has been acted on. */
async function arrivals(world: Onlooker, model: Model, version: string): Promise<Batch['parts']> {
  const done = (await openChanges(world.store, model.id)).filter(
    change => change.it.merged && change.it.request.to === version,
  )
  const open = await openCase(world.store, model.id)
  const [first] = done
  const acted =
    open && !open.it.acted && first
      ? [
          {
            subject: open.it.id,
            seen: open.seen,
            events: [happened('case.acted', 'kedge', { version, change: first.it.id })],
          },
        ]
      : []
  return [
    ...done.map(({ it, seen }) => ({ subject: it.id, seen, events: [happened('change.done', 'kedge', { version })] })),
    ...acted,
  ]
}

async function arrivalJobs(world: Onlooker, model: Model, version: string): Promise<NewJob[]> {
  const done = (await openChanges(world.store, model.id)).filter(
    change => change.it.merged && change.it.request.to === version,
  )
  const open = await openCase(world.store, model.id)
  return [...done.map(({ it }) => showChange(it.id)), ...(open ? [showCase(open.it.id)] : [])]
}

/** Whole periods since the last reading, asked for in one statement. */
async function measure(world: Onlooker, model: Model, id: string): Promise<void> {
  const query = model.queries?.[id]
  if (!query?.every) return
  const kpis = Object.keys(model.kpis ?? {}).filter(kpi => model.kpis?.[kpi]?.query === id)
  const window = await due(world, model, query, kpis)
  if (!window) return
  const rows = await world.see.query(query.connection, query.sql, window)
  const { readings, problems } = readingsFrom(model, id, rows, world.now().toISOString())
  await world.store.addReadings(readings)
  if (problems.length > 0) throw new ProblemError(problems)
}

async function due(
  world: Onlooker,
  model: Model,
  query: Query,
  kpis: readonly string[],
): Promise<{ start: Date; end: Date } | undefined> {
  const every = query.every ?? 'day'
  const all = await world.store.readings({ model: model.id })
  const last = all
    .filter(r => kpis.includes(r.kpi))
    .map(r => r.end)
    .sort()
    .at(-1)
  const first =
    query.since === undefined
      ? lastPeriods(every, world.now(), FIRST_PERIODS).start
      : new Date(periodStart(every, Date.parse(query.since)))
  const start = last === undefined ? first : new Date(last)
  const end = new Date(periodStart(every, world.now().getTime()))
  return end > start ? { start, end } : undefined
}

interface Monitored {
  readonly policy: Monitor
  readonly watched: Watched
}

async function decide(world: Onlooker, model: Model): Promise<void> {
  const policies = policiesOf(await world.policy(), monitors)
  await retried(world, async () => {
    const evidence = await evidenceOf(world, model)
    const all = policies.flatMap(policy => monitored(policy, model, evidence, world.now()))
    const [warned, cased] = [await warnings(world, model, all), await cases(world, model, all)]
    const parts = [...warned.parts, ...cased.parts]
    return parts.length === 0 ? undefined : { at: world.now(), parts, jobs: [...warned.jobs, ...cased.jobs] }
  })
}

function monitored(policy: Monitor, model: Model, { served }: Evidence, now: Date): Monitored[] {
  const check = checkOf(policy, model)
  return check
    ? [
        {
          policy,
          watched: watchSeries(
            check,
            served.filter(r => r.kpi === policy.watches.kpi),
            now,
          ),
        },
      ]
    : []
}

interface Told {
  readonly parts: Batch['parts']
  readonly jobs: readonly NewJob[]
}

/** A warning is one message when it begins and one when it is over. */
async function warnings(world: Onlooker, model: Model, all: readonly Monitored[]): Promise<Told> {
  const { it, seen } = await modelOf(world.store, model.id)
  const told = all
    .filter(m => m.policy.severity === 'warn')
    .flatMap(m => warning(model, m, it.warnings[m.policy.id] !== undefined, world.now()))
  const events = told.map(t => t.event)
  return {
    parts: events.length > 0 ? [{ subject: `model/${model.id}`, seen, events }] : [],
    jobs: told.flatMap(t => t.job ?? []),
  }
}

function warning(
  model: Model,
  { policy, watched }: Monitored,
  on: boolean,
  now: Date,
): { event: NewEvent; job: NewJob | undefined }[] {
  const fires = watched.state === 'firing' || watched.state === 'recovering'
  if (fires === on || !watched.latest) return []
  const { channel } = model
  const note = { model, policy, watched }
  if (fires) {
    const since = watched.since ?? watched.latest.end
    const event = happened('model.warned', 'kedge', {
      model: model.id,
      monitor: policy.id,
      since,
      value: watched.latest.value,
    })
    return [
      {
        event,
        job:
          channel === undefined
            ? undefined
            : say(`warning:${model.id}:${policy.id}:${since}`, `model/${model.id}`, {
                channel,
                document: warningStarted(note),
              }),
      },
    ]
  }
  if (watched.state !== 'ok') return []
  const event = happened('model.warning-over', 'kedge', { model: model.id, monitor: policy.id, at: watched.latest.end })
  return [
    {
      event,
      job:
        channel === undefined
          ? undefined
          : say(`warning-over:${model.id}:${policy.id}:${now.toISOString()}`, `model/${model.id}`, {
              channel,
              document: warningOver(note),
            }),
    },
  ]
}

async function cases(world: Onlooker, model: Model, all: readonly Monitored[]): Promise<Told> {
  const breaches = all
    .filter(m => m.policy.severity === 'breach')
    .flatMap(m => breachOf(m.policy.id, m.policy.watches.kpi, m.watched) ?? [])
  const [open, told, changes] = [
    await openCase(world.store, model.id),
    await toldBefore(world, model),
    await openChanges(world.store, model.id),
  ]
  const available =
    all
      .map(m => m.watched.latest?.available ?? '')
      .sort()
      .at(-1) ?? ''
  const changeOpen = changes.some(change => change.it.request.case === open?.it.id)
  const decision = decideCase({
    model: model.id,
    owner: model.owners.technical,
    breaches,
    available,
    open: open?.it,
    told,
    changeOpen,
  })
  if (!decision) return { parts: [], jobs: [] }
  return { parts: [{ ...decision, seen: open?.seen ?? 0 }], jobs: await caseJobs(world, model, decision, open) }
}

async function caseJobs(
  world: Onlooker,
  model: Model,
  { subject, events }: CaseDecision,
  open: Standing<unknown> | undefined,
): Promise<NewJob[]> {
  const closed = events.find(event => event.type === 'case.closed')
  const { channel } = model
  const note =
    closed && open && channel !== undefined
      ? [
          say(`closed:${subject}`, subject, {
            channel,
            thread: subject,
            document: closedNote(model, closed.body as Parameters<typeof closedNote>[1]),
          }),
        ]
      : []
  const changes = (await openChanges(world.store, model.id)).map(change => followChange(change.it.id))
  return [chartCase(subject), ...note, ...changes]
}

/** Breaches that closed cases have told: an episode makes one case. */
async function toldBefore(world: Onlooker, model: Model): Promise<Record<string, string>> {
  const rows = await world.store.subjects({ kind: 'case', model: model.id, open: false, limit: 5 })
  const told = await Promise.all(rows.map(async row => caseFrom(await world.store.events(row.subject))?.monitors ?? []))
  return Object.fromEntries(
    told
      .reverse()
      .flat()
      .map((b: Breach) => [b.monitor, b.since]),
  )
}

/** Decides, writes, and decides anew when somebody else wrote first. */
async function retried(world: Onlooker, decide: () => Promise<Batch | undefined>): Promise<void> {
  for (let round = 0; round < 5; round++) {
    const batch = await decide()
    if (!batch || (await world.store.commit(batch)) === 'done') return
  }
  throw new Error('others kept writing first')
}
