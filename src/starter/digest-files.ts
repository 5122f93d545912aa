import { addDays, addMonths } from '../core/calendar.ts'
import { weekdayOf } from '../core/local-time.ts'
import { bracketedScalar, yamlScalar } from '../repository/yaml-scalar.ts'
import { says } from '../words/says.ts'
import type { Answers, Files } from './answers.ts'
import { yamlHead } from './yaml-comment.ts'

interface StarterDigest {
  readonly audience: 'operations' | 'compliance' | 'executive'
  /** How often, as the schedule has it. */
  readonly every: readonly string[]
  /** The first day it is due, and the next one after a day it is due. */
  readonly first: (today: string) => string
  readonly next: (day: string) => string
}

const DIGESTS: readonly StarterDigest[] = [
  {
    audience: 'operations',
    every: [],
    first: today => today,
    next: day => addDays(day, 1),
  },
  {
    audience: 'compliance',
    every: ['days: [mon]'],
    first: nextMonday,
    next: day => addDays(day, 7),
  },
  {
    audience: 'executive',
    every: ['monthDay: 1'],
    first: today => (today.endsWith('-01') ? today : addMonths(`${today.slice(0, 7)}-01`, 1)),
    next: day => addMonths(day, 1),
  },
]

/** What channels hear by themselves: each day, each Monday and each month, for three audiences. */
export function digestFiles({ channel, today }: Pick<Answers, 'channel' | 'today'>): Files {
  return Object.fromEntries(
    DIGESTS.map(digest => [`policies/digest-${digest.audience}.yaml`, digestFile(digest, channel, today)] as const),
  )
}

function digestFile({ audience, every, first, next }: StarterDigest, channel: string, today: string) {
  const day = first(today)
  const after = next(day)
  const later = addDays(day, 1)
  const between = later === after ? '' : `  - { at: "${later}T12:00:00Z", then: ${day} }\n`
  const schedule = every.map(line => `${line}\n`).join('')
  return `${yamlHead('policy', says.digestFiles.comment)}kind: digest
id: digest-${audience}
because: ${yamlScalar(says.digestFiles.because[audience])}
channel: ${channel}
audience: ${audience}
at: "08:00"
${schedule}timeZone: UTC
begins: ${today}
examples:
  - { at: "${day}T07:59:59Z", then: none, because: ${bracketedScalar(says.digestFiles.notBegun)} }
  - { at: "${day}T08:00:00Z", then: ${day} }
${between}  - { at: "${after}T07:59:59Z", then: ${day} }
  - { at: "${after}T08:00:00Z", then: ${after} }
`
}

function nextMonday(today: string): string {
  const days = [0, 1, 2, 3, 4, 5, 6].map(on => addDays(today, on))
  return days.find(day => weekdayOf(day) === 'mon') ?? today
}
