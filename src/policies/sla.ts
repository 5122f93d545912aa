import Type, { type Static } from 'typebox'
import { openADayMs } from '../core/business-hours.ts'
import { nearest } from '../core/did-you-mean.ts'
import { Instant } from '../core/local-time.ts'
import { closed, Id, PersonId } from '../core/naming.ts'
import { hereIn, rolesIn } from '../core/people.ts'
import { lintPerson, lintSelector } from '../core/policy-complaints.ts'
import { type Complaint, type ExampleResult, policyKind } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { AppliesTo } from '../core/selector.ts'
import { deadline, PROMISED, SERVICE_LEVEL, STEPS, standing, withinMs } from '../core/service-level.ts'
import { serviceLevelBranches, serviceLevelMeaning } from '../core/service-level-tested.ts'
import { lintTimeZone } from '../core/time-zone.ts'
import { says } from '../words/says.ts'

const Example = Type.Object(
  {
    from: Instant,
    at: Instant,
    // biome-ignore lint/suspicious/noThenProperty: examples read `from … at …, then …`; a schema is never awaited.
    then: Type.Enum(['in-time', 'warned', 'late']),
    because: Type.Optional(Type.String()),
  },
  { ...closed, description: says.sla.fields.example },
)

export const Sla = Type.Object(
  {
    kind: Type.Literal('sla'),
    id: Id,
    because: Type.String({ minLength: 1, description: says.sla.fields.because }),
    fix: Type.String({ minLength: 1, description: says.sla.fields.fix }),
    appliesTo: Type.Optional(AppliesTo),
    what: Type.Enum([...PROMISED], { description: says.sla.fields.what }),
    ...SERVICE_LEVEL,
    agreedBy: Type.Object(
      { business: PersonId, provider: PersonId },
      { ...closed, description: says.sla.fields.agreedBy },
    ),
    examples: Type.Array(Example, { minItems: 1 }),
  },
  { ...closed, description: says.sla.fields.about },
)
export type Sla = Static<typeof Sla>

export default policyKind({
  kind: 'sla',
  summary: says.sla.summary,
  schema: Sla,
  examples,
  failing: ['late'],
  decides: ['within', 'clock', 'warnAt'],
  meaning: serviceLevelMeaning,
  branches: sla => serviceLevelBranches(sla, examples(sla)),
  complaints,
})

function examples(sla: Sla): readonly ExampleResult[] {
  const timeZone = sla.clock?.timeZone ?? 'UTC'
  const wrong = lintTimeZone(timeZone).map(it => it.says)
  return sla.examples.map(({ from, at, then }, index) => {
    if (wrong.length > 0) return { index, expected: then, got: 'error', trace: wrong }
    const due = says.figures.localWords(new Date(deadline(sla, from)), timeZone)
    return { index, expected: then, got: standing(sla, from, at), trace: [says.sla.due(due)] }
  })
}

function complaints(sla: Sla, repository: Repository): readonly Complaint[] {
  return [
    ...lintSelector(sla.appliesTo, repository),
    ...(sla.clock ? lintTimeZone(sla.clock.timeZone, ['clock', 'timeZone']) : []),
    ...lintCounted(sla),
    ...lintLength(sla),
    ...lintSides(sla, repository),
    ...sla.escalation.flatMap(({ to }, i) => lintHearer(to, ['escalation', i, 'to'], repository)),
    ...lintOrder(sla),
  ]
}

/** No error: whoever agreed to it may have written it down already. */
function lintCounted({ what }: Sla): Complaint[] {
  if (what !== 'validate') return []
  const counted = PROMISED.filter(it => it !== what)
  return [{ at: ['what'], code: 'not-counted', ...says.sla.notCounted(what, counted), level: 'warning' }]
}

function lintLength(sla: Sla): Complaint[] {
  const daysAWeek = sla.clock?.days.length ?? 7
  if (withinMs(sla) <= 52 * daysAWeek * openADayMs(sla.clock)) return []
  return [{ at: ['within'], code: 'too-long', ...says.sla.tooLong }]
}

/** A promise that one person gave to themselves binds nobody. */
function lintSides({ agreedBy }: Sla, repository: Repository): Complaint[] {
  const sides = (['business', 'provider'] as const).flatMap(side =>
    lintPerson(agreedBy[side], ['agreedBy', side], repository),
  )
  if (agreedBy.business !== agreedBy.provider) return sides
  return [...sides, { at: ['agreedBy'], code: 'one-sided', ...says.sla.oneSided(agreedBy.provider) }]
}

function lintHearer(to: string, at: Complaint['at'], { people }: Repository): Complaint[] {
  const roles = rolesIn(people)
  const here = hereIn(people, 'for good')
  const known = { person: here, role: roles, step: STEPS }
  const meanings = (['person', 'role', 'step'] as const).filter(kind => known[kind].some(it => it === to))
  if (meanings.length > 1) return [{ at, code: 'two-meanings', ...says.sla.twoMeanings(to, meanings) }]
  if (meanings.length === 1) return []
  const near = nearest(to, [...here, ...roles, ...STEPS])
  return [{ at, code: 'unknown-hearer', ...says.sla.unknownHearer({ to, near, ...known }) }]
}

function lintOrder({ escalation }: Sla): Complaint[] {
  return escalation.flatMap(({ after }, i): Complaint[] => {
    const before = escalation[i - 1]?.after
    if (before === undefined || before <= after) return []
    return [{ at: ['escalation', i, 'after'], code: 'out-of-order', ...says.sla.outOfOrder({ after, before }) }]
  })
}
