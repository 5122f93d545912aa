import Type, { type Static } from 'typebox'
import { Instant } from '../core/local-time.ts'
import { ChannelId, closed, Id } from '../core/naming.ts'
import { lintSelector } from '../core/policy-complaints.ts'
import { type Complaint, type ExampleResult, policyKind } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { periodDue, SCHEDULE } from '../core/schedule.ts'
import { scheduleBranches, scheduleMeaning } from '../core/schedule-tested.ts'
import { AppliesTo } from '../core/selector.ts'
import { lintTimeZone } from '../core/time-zone.ts'
import { says } from '../words/says.ts'

const Example = Type.Object(
  {
    at: Instant,
    // biome-ignore lint/suspicious/noThenProperty: examples read `at …, then …`; a schema is never awaited.
    then: Type.String({
      pattern: '^([0-9]{4}-[0-9]{2}-[0-9]{2}|none)$',
      description: says.policyDigest.fields.due,
    }),
    because: Type.Optional(Type.String()),
  },
  closed,
)

export const Digest = Type.Object(
  {
    kind: Type.Literal('digest'),
    id: Id,
    because: Type.String({ minLength: 1, description: says.policyDigest.fields.because }),
    channel: ChannelId,
    audience: Type.Enum(['operations', 'business', 'compliance', 'executive'], {
      description: says.policyDigest.fields.audience,
    }),
    appliesTo: Type.Optional(AppliesTo),
    ...SCHEDULE,
    examples: Type.Array(Example, { minItems: 1 }),
  },
  { ...closed, description: says.policyDigest.fields.about },
)
export type Digest = Static<typeof Digest>

/** It has no `failing`: a digest stops nothing, so no example of it can be one in which something is stopped. */
export default policyKind({
  kind: 'digest',
  summary: says.policyDigest.summary,
  schema: Digest,
  examples,
  decides: ['at', 'days', 'monthDay', 'timeZone', 'begins'],
  meaning: scheduleMeaning,
  branches: digest => scheduleBranches(digest, examples(digest)),
  complaints,
})

function examples(digest: Digest): readonly ExampleResult[] {
  const wrong = lintTimeZone(digest.timeZone).map(it => it.says)
  return digest.examples.map(({ at, then }, index) => {
    if (wrong.length > 0) return { index, expected: then, got: 'error', trace: wrong }
    const found = periodDue(digest, new Date(at))
    const why = found ? says.policyDigest.wasDue(found.due) : says.policyDigest.begins(digest.begins)
    return { index, expected: then, got: found?.period ?? 'none', trace: [why] }
  })
}

function complaints(digest: Digest, repository: Repository): readonly Complaint[] {
  return [
    ...lintSelector(digest.appliesTo, repository),
    ...lintTimeZone(digest.timeZone),
    ...lintHour(digest),
    ...lintDays(digest),
  ]
}

/** In most places clocks change between these hours: a time there is skipped once a year, and comes twice once a year. */
function lintHour({ at }: Digest): Complaint[] {
  if (at < '01:00' || at >= '03:00') return []
  return [{ at: ['at'], code: 'hour-of-change', ...says.policyDigest.hourOfChange(at) }]
}

function lintDays({ days, monthDay }: Digest): Complaint[] {
  if (days === undefined || monthDay === undefined) return []
  return [{ at: ['days'], code: 'two-schedules', ...says.policyDigest.twoSchedules }]
}
