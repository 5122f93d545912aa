/** What each function of the house did in a period, counted from events, beside the period before. */
import type { Event } from './event.ts'
import type { PortfolioFacts } from './portfolio.ts'
import { retoldIn } from './promise.ts'
import { isOfData } from './unmeasured.ts'

export const FUNCTIONS = ['data-science', 'devops', 'dataops', 'itops', 'compliance'] as const
export type FunctionName = (typeof FUNCTIONS)[number]

export interface FunctionCounts {
  readonly of: FunctionName
  readonly counts: readonly {
    readonly what: Counted
    readonly now: number
    /** Of the period before; left out where there is none, or where nobody kept all of it. */
    readonly before?: number
  }[]
}

const isOpening = ({ type }: Event) => type === 'case.opened' || type === 'case.again' || type === 'case.reopened'

/** What is counted, and which events are that. */
const COUNTED = {
  'case-opened': isOpening,
  'case-closed': ({ type }) => type === 'case.closed',
  'version-delivered': ({ type, body }) => type === 'change.done' && body.version !== undefined,
  'delivery-failed': ({ type, body }) => type === 'change.delivered' && body.conclusion !== 'success',
  'data-trouble': ({ type, body }) => type === 'trouble.opened' && isOfData(body.works),
  'own-trouble': ({ type, body }) => type === 'trouble.opened' && !isOfData(body.works),
  'change-merged': ({ type }) => type === 'change.merged',
  'rule-broken': ({ type }) => type === 'model.broke-rule',
  'promise-missed': ({ type }) => type === 'promise.late',
} as const satisfies Readonly<Record<string, (event: Event) => boolean>>
export type Counted = keyof typeof COUNTED

const COUNTED_OF: Readonly<Record<FunctionName, readonly Counted[]>> = {
  'data-science': ['case-opened', 'case-closed'],
  devops: ['version-delivered', 'delivery-failed'],
  dataops: ['data-trouble'],
  itops: ['own-trouble'],
  compliance: ['change-merged', 'rule-broken', 'promise-missed'],
}

export function functionCounts(of: FunctionName, facts: PortfolioFacts): FunctionCounts {
  const { cases, changes, since, now, than, begun } = facts
  const all = [...cases.flatMap(it => it.events), ...changes.flatMap(it => it.events), ...facts.events]
  const retold = retoldIn(all)
  const from = than?.from
  const isKept = from !== undefined && begun !== undefined && begun <= from
  return {
    of,
    counts: COUNTED_OF[of].map(what => {
      const mine = all.filter(event => COUNTED[what](event) && !retold.has(event))
      const within = (a: string, b: string) => mine.filter(({ at }) => at > a && at <= b).length
      return { what, now: within(since, now), ...(isKept && { before: within(from, since) }) }
    }),
  }
}
