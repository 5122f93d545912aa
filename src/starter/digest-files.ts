import { addDays, addMonths } from '../core/calendar.ts'
import { weekdayOf } from '../core/local-time.ts'
import type { Answers, Files } from './answers.ts'

interface StarterDigest {
  readonly id: string
  readonly audience: 'operations' | 'compliance' | 'executive'
  readonly because: string
  /** How often, as the schedule has it. */
  readonly every: readonly string[]
  /** The first day it is due, and the next one after a day it is due. */
  readonly first: (today: string) => string
  readonly next: (day: string) => string
}

const DIGESTS: readonly StarterDigest[] = [
  {
    id: 'digest-operations',
    audience: 'operations',
    because:
      'Whoever runs the models hears what moved, what is open and what waits on them, and plans the day with it.',
    every: [],
    first: today => today,
    next: day => addDays(day, 1),
  },
  {
    id: 'digest-compliance',
    audience: 'compliance',
    because: 'Whoever answers for the rules sees which are not kept, what is overdue, and what nobody would see fail.',
    every: ['days: [mon]'],
    first: nextMonday,
    next: day => addDays(day, 7),
  },
  {
    id: 'digest-executive',
    audience: 'executive',
    because:
      'Whoever answers for all models sees where they stand, and what each function did beside the month before.',
    every: ['monthDay: 1'],
    first: today => (today.endsWith('-01') ? today : addMonths(`${today.slice(0, 7)}-01`, 1)),
    next: day => addMonths(day, 1),
  },
]

/** What channels hear by themselves: each day, each Monday and each month, for three audiences. */
export function digestFiles({ channel, today }: Pick<Answers, 'channel' | 'today'>): Files {
  return Object.fromEntries(
    DIGESTS.map(digest => [`policies/${digest.id}.yaml`, digestFile(digest, channel, today)] as const),
  )
}

function digestFile({ id, audience, because, every, first, next }: StarterDigest, channel: string, today: string) {
  const day = first(today)
  const after = next(day)
  const later = addDays(day, 1)
  const between = later === after ? '' : `  - { at: "${later}T12:00:00Z", then: ${day} }\n`
  return `# yaml-language-server: $schema=policy.schema.json
# Give it the channel of those it is for, and their time zone: Europe/Berlin, America/Chicago …
kind: digest
id: ${id}
because: ${because}
channel: ${channel}
audience: ${audience}
at: "08:00"
${every.map(line => `${line}\n`).join('')}timeZone: UTC
begins: ${today}
examples:
  - { at: "${day}T07:59:59Z", then: none, because: It has not begun. }
  - { at: "${day}T08:00:00Z", then: ${day} }
${between}  - { at: "${after}T07:59:59Z", then: ${day} }
  - { at: "${after}T08:00:00Z", then: ${after} }
`
}

function nextMonday(today: string): string {
  const days = [0, 1, 2, 3, 4, 5, 6].map(on => addDays(today, on))
  return days.find(day => weekdayOf(day) === 'mon') ?? today
}
