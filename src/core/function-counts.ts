/** What each function of the house did in a period, counted from events, beside the period before. */
import type { Event } from './event.ts'
import type { PortfolioFacts } from './portfolio.ts'
import { CROWDED, FAILING, SILENT, THIN } from './unmeasured.ts'

export const FUNCTIONS = ['data-science', 'devops', 'dataops', 'itops', 'compliance'] as const
export type FunctionName = (typeof FUNCTIONS)[number]

/** What is counted, by the words for one and for many. */
interface Counted {
  readonly one: string
  readonly many: string
  readonly is: (event: Event) => boolean
}

export interface FunctionCounts {
  readonly of: FunctionName
  readonly counts: readonly {
    readonly one: string
    readonly many: string
    readonly now: number
    /** Of the period before; left out where there is none, or where nobody kept all of it. */
    readonly before?: number
  }[]
}

const isOpening = ({ type }: Event) => type === 'case.opened' || type === 'case.again' || type === 'case.reopened'
const OF_DATA = [SILENT, FAILING, CROWDED, THIN]
/** Data that do not come, cannot be asked for, or are more than anybody looks at. */
const isOfData = (event: Event) =>
  event.type === 'trouble.opened' && event.body.works.every(work => OF_DATA.includes(work))

const COUNTED: Readonly<Record<FunctionName, readonly Counted[]>> = {
  'data-science': [
    { one: 'case opened', many: 'cases opened', is: isOpening },
    { one: 'case closed', many: 'cases closed', is: ({ type }) => type === 'case.closed' },
  ],
  devops: [
    {
      one: 'version delivered',
      many: 'versions delivered',
      is: ({ type, body }) => type === 'change.done' && body.version !== undefined,
    },
    {
      one: 'delivery failed',
      many: 'deliveries failed',
      is: ({ type, body }) => type === 'change.delivered' && body.conclusion !== 'success',
    },
  ],
  dataops: [{ one: 'trouble with data', many: 'troubles with data', is: isOfData }],
  itops: [
    {
      one: 'trouble of Kedge itself',
      many: 'troubles of Kedge itself',
      is: event => event.type === 'trouble.opened' && !isOfData(event),
    },
  ],
  compliance: [
    { one: 'change merged', many: 'changes merged', is: ({ type }) => type === 'change.merged' },
    { one: 'rule broken', many: 'rules broken', is: ({ type }) => type === 'model.broke-rule' },
    { one: 'promise missed', many: 'promises missed', is: ({ type }) => type === 'promise.late' },
  ],
}

export function functionCounts(of: FunctionName, facts: PortfolioFacts): FunctionCounts {
  const { cases, changes, since, now, than, begun } = facts
  const all = [...cases.flatMap(it => it.events), ...changes.flatMap(it => it.events), ...facts.events]
  const from = than?.from
  const isKept = from !== undefined && begun !== undefined && begun <= from
  return {
    of,
    counts: COUNTED[of].map(({ one, many, is }) => {
      const mine = all.filter(is)
      const within = (a: string, b: string) => mine.filter(({ at }) => at > a && at <= b).length
      return { one, many, now: within(since, now), ...(isKept && { before: within(from, since) }) }
    }),
  }
}
