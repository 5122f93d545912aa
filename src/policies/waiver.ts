import Type, { type Static } from 'typebox'
import { addDays } from '../core/calendar.ts'
import type { Finding } from '../core/change.ts'
import { nearest } from '../core/did-you-mean.ts'
import { closed, Day, described, Id, PersonId } from '../core/naming.ts'
import { rolesOf } from '../core/people.ts'
import { type Branch, type Complaint, type ExampleResult, policyKind } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'

const Example = Type.Object(
  {
    on: Day,
    model: Id,
    // biome-ignore lint/suspicious/noThenProperty: examples read `on …, then …`; a schema is never awaited.
    then: Type.Union([Type.Literal('waived'), Type.Literal('stands')]),
  },
  closed,
)

/** An exception: this rule does not stop these models until that day. */
export const Waiver = Type.Object(
  {
    kind: Type.Literal('waiver'),
    id: Id,
    because: Type.String({ minLength: 1 }),
    rule: described(Id, says.waiver.fields.rule),
    models: Type.Array(Id, { minItems: 1, uniqueItems: true, description: says.waiver.fields.models }),
    owner: PersonId,
    granted: Type.Object({ by: PersonId, on: Day }, { ...closed, description: says.waiver.fields.granted }),
    expires: Type.String({ format: 'date', description: says.waiver.fields.expires }),
    examples: Type.Array(Example, { minItems: 1 }),
  },
  { ...closed, description: says.waiver.fields.about },
)
export type Waiver = Static<typeof Waiver>

export default policyKind({
  kind: 'waiver',
  summary: says.waiver.summary,
  schema: Waiver,
  examples,
  failing: ['stands'],
  decides: ['models', 'granted.on', 'expires'],
  branches,
  complaints,
  today: (waiver, now) => (dayOf(now) > waiver.expires ? [expired(waiver)] : []),
})

/**
 * The finding as the exceptions leave it. Where several overlap the strictest counts: one that has run out, or has not
 * begun, takes the others with it, since somebody meant it to end. What nobody may waive stands, and says so.
 */
export function withWaivers(finding: Finding, model: string, waivers: readonly Waiver[], now: Date): Finding {
  if (finding.outcome !== 'fail' && finding.outcome !== 'unknown') return finding
  const mine = waivers.filter(waiver => waiver.rule === finding.policy && waiver.models.includes(model))
  const [first] = mine.toSorted((a, b) => (a.expires < b.expires ? -1 : 1))
  if (first === undefined || !mine.every(waiver => holds(waiver, now))) return finding
  if (finding.waivable === false) {
    return { ...finding, trace: [...finding.trace, says.waiver.doesNotCount(first.id)] }
  }
  return {
    ...finding,
    outcome: 'waived',
    trace: [...finding.trace, says.waiver.waived(first)],
    waiver: { id: first.id, until: first.expires },
  }
}

/** Whether it holds on this day. */
export function holds({ granted, expires }: Waiver, now: Date): boolean {
  return granted.on <= dayOf(now) && dayOf(now) <= expires
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10)
}

function examples(waiver: Waiver): readonly ExampleResult[] {
  return waiver.examples.map((example, index) => {
    const holding = waiver.models.includes(example.model) && holds(waiver, new Date(example.on))
    const trace = [says.waiver.isFor(waiver.models, { from: waiver.granted.on, to: waiver.expires })]
    return { index, expected: example.then, got: holding ? 'waived' : 'stands', trace }
  })
}

function branches({ models, granted, expires, examples }: Waiver): readonly Branch[] {
  const mine = examples.filter(it => models.includes(it.model))
  const held = mine.some(it => granted.on <= it.on && it.on <= expires)
  return [
    { at: ['models'], says: says.waiver.untested.otherModel, taken: mine.length < examples.length },
    { at: ['granted', 'on'], says: says.waiver.untested.before, taken: mine.some(it => it.on < granted.on) },
    { at: ['expires'], says: says.waiver.untested.waived, taken: held },
    { at: ['expires'], says: says.waiver.untested.after, taken: mine.some(it => it.on > expires) },
  ]
}

function complaints(waiver: Waiver, repository: Repository): readonly Complaint[] {
  return [
    ...rule(waiver, repository),
    ...waiver.models.flatMap((id, i) => unknown(['models', i], id, Object.keys(repository.models), 'model')),
    ...[
      { at: ['owner'], id: waiver.owner },
      { at: ['granted', 'by'], id: waiver.granted.by },
    ].flatMap(({ at, id }) => unknown(at, id, Object.keys(repository.people.people), 'person')),
    ...(waiver.expires < waiver.granted.on ? [backwards(waiver)] : []),
    ...tooLong(waiver),
  ]
}

interface Waivable {
  readonly id: string
  readonly mayWaive?: readonly string[]
  readonly severity?: string
}

/** Every policy that can be waived has `mayWaive`; whoever granted it must have one of its roles. */
function rule(waiver: Waiver, { policies, people }: Repository): readonly Complaint[] {
  const rules = Object.values(policies).flat() as readonly Waivable[]
  const found = rules.find(it => it.id === waiver.rule)
  if (found === undefined)
    return unknown(
      ['rule'],
      waiver.rule,
      rules.map(it => it.id),
      'policy',
    )
  const may = found.mayWaive ?? []
  if (may.length === 0) {
    return [{ at: ['rule'], code: 'not-waivable', ...says.waiver.nobodyMay(waiver.rule) }]
  }
  const { by } = waiver.granted
  if (!Object.hasOwn(people.people, by) || rolesOf(people, by, may).length > 0) return []
  return [{ at: ['granted', 'by'], code: 'may-not-waive', ...says.waiver.mayNot({ by, rule: waiver.rule, may }) }]
}

type Named = keyof typeof says.waiver.unknown
function unknown(at: Complaint['at'], id: string, known: readonly string[], what: Named): Complaint[] {
  if (known.includes(id)) return []
  const told = { id, near: nearest(id, known), known: known.slice(0, 12) }
  return [{ at, code: `unknown-${what}`, ...says.waiver.unknown[what](told) }]
}

function backwards(waiver: Waiver): Complaint {
  return { at: ['expires'], code: 'ends-before-it-begins', ...says.waiver.endsFirst(waiver.expires, waiver.granted.on) }
}

/** A year and its leap day: whoever needs longer has it granted anew, and looks at it again. */
const MOST_DAYS = 366

function tooLong({ granted, expires }: Waiver): Complaint[] {
  const latest = addDays(granted.on, MOST_DAYS)
  if (expires <= latest) return []
  return [{ at: ['expires'], code: 'too-long', ...says.waiver.tooLong({ expires, latest, mostDays: MOST_DAYS }) }]
}

function expired(waiver: Waiver): Complaint {
  return { at: ['expires'], code: 'expired-waiver', ...says.waiver.expired(waiver) }
}
