import type { ChangeKind, Comparison } from '../core/change.ts'
import type { Fact, Facts } from '../core/fact.ts'
import { compareVersions, type Model } from '../core/model.ts'
import type { Reading } from '../core/reading.ts'
import type { Repository } from '../core/repository.ts'
import type { SuiteState } from '../core/suite-run.ts'
import type { Known } from './fact-table.ts'
import { fileFacts } from './file-facts.ts'
import { testFacts } from './test-facts.ts'
import { hasPassed } from './version-gates.ts'

/** What is known when a change is judged. */
export interface Circumstances {
  /** As it stands at the base, before the change. */
  readonly model: Model
  readonly now: Date
  /** Use cases and data sources; left out: nothing is known of them. */
  readonly repository?: Pick<Repository, 'useCases' | 'sources'>
  /** The facts that will be asked for; left out: all. */
  readonly wanted?: ReadonlySet<string>
  /** Left out when a model is judged as it stands. */
  readonly change?: {
    readonly kind: ChangeKind
    readonly from?: string
    readonly to?: string
    readonly by?: string
    readonly door?: string
  }
  /** What was observed running; left out: what the comparison compares, else what the model file says. */
  readonly running?: string
  /** Any readings; the newest of each KPI of what runs now is taken. */
  readonly readings?: readonly Reading[]
  /** The target version beside what runs now, on the same cases. */
  readonly comparison?: Comparison
  /** Versions that were observed running; left out when that is not known. */
  readonly observed?: readonly string[]
  /** Whether a merged change is still on its way to where the model runs. */
  readonly delivering?: boolean
  /** Whether a case is open; left out when that is not known. */
  readonly caseOpen?: boolean
  /** What its suites came to, as recorded; left out: only what the file says of tests. */
  readonly suites?: SuiteState
}

export function factsOf(c: Circumstances): Facts {
  return present({
    ...fileFacts(knownOf(c), c.wanted),
    ...(c.change && { change: present({ ...c.change }) }),
    kpis: Object.fromEntries(Object.keys(c.model.kpis ?? {}).map(id => [id, kpiFacts(c, id)])),
    target: targetFacts(c),
    tests: testFacts(c.model, c.suites, c.model.serving.version, c.now),
    case: present({ open: c.caseOpen }),
    running: runningFacts(c),
  })
}

function knownOf({ model, now, repository }: Circumstances): Known {
  const useCase = repository?.useCases[model.useCase]
  const sources = (model.sources ?? []).flatMap(id => repository?.sources[id] ?? [])
  return { model, now, sources, ...(useCase && { useCase }) }
}

/** Without what is not available. */
function present(facts: Readonly<Record<string, Fact | Facts | undefined>>): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Facts
}

/** A stale reading and one of too few samples say nothing, as the model file says of them: their value is not there. */
function kpiFacts(c: Circumstances, id: string): Facts {
  const kpi = c.model.kpis?.[id]
  const reading = newest(c, id)
  const ageHours = reading && (c.now.getTime() - Date.parse(reading.end)) / 3_600_000
  const stale = ageHours !== undefined && kpi?.freshHours !== undefined && ageHours > kpi.freshHours
  const thin = reading !== undefined && kpi?.minSamples !== undefined && reading.n < kpi.minSamples
  return present({
    value: stale || thin ? undefined : reading?.value,
    limit: kpi?.limit,
    target: kpi?.target,
    baseline: kpi?.baseline,
    ageHours,
    samples: reading?.n,
  })
}

function newest(c: Circumstances, kpi: string): Reading | undefined {
  const running = runs(c)
  return (c.readings ?? [])
    .filter(r => r.model === c.model.id && r.kpi === kpi && r.segment === '' && r.version === running)
    .filter(r => Date.parse(r.end) <= c.now.getTime())
    .reduce<Reading | undefined>((best, r) => (best && Date.parse(best.end) >= Date.parse(r.end) ? best : r), undefined)
}

function runs(c: Circumstances): string {
  return c.running ?? c.comparison?.from ?? c.model.serving.version
}

/** Only what was observed: what a file asks for is not what runs. */
function runningFacts({ model, running, observed, delivering = false }: Circumstances): Facts | undefined {
  if (running === undefined || !observed?.includes(running)) return undefined
  const version = model.versions && Object.hasOwn(model.versions, running) ? model.versions[running] : undefined
  return {
    version: running,
    wanted: delivering || running === model.serving.version,
    passed: hasPassed(version),
  }
}

function targetFacts(c: Circumstances): Facts | undefined {
  const to = c.change?.to
  if (to === undefined) return undefined
  const current = c.model.serving.version
  const version = c.model.versions && Object.hasOwn(c.model.versions, to) ? c.model.versions[to] : undefined
  const order = compareVersions(c.model, to, current)
  return present({
    version: to,
    passed: hasPassed(version, c.now),
    isCurrent: to === current,
    order: order === undefined || order === 0 ? undefined : order < 0 ? 'older' : 'newer',
    ran: c.observed?.includes(to),
    ...comparedFacts(c, to),
    tests: testFacts(c.model, c.suites, to, c.now),
  })
}

/** Only a comparison of exactly these two versions speaks for the target. */
function comparedFacts(c: Circumstances, to: string): Facts {
  const comparison = c.comparison
  if (comparison === undefined || comparison.to !== to || comparison.from !== runs(c)) return {}
  const { rows, samples } = comparison
  return {
    better: rows.filter(({ better }) => better === true).length,
    worse: rows.filter(({ better }) => better === false).length,
    kpis: Object.fromEntries(rows.map(row => [row.kpi, { value: row.then, current: row.now, samples }])),
  }
}
