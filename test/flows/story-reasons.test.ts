import { expect, test } from 'vitest'
import { REASON_CODES, type ReasonCode } from '../../src/core/reason.ts'
import { judgeStory, readStory } from '../../src/flows/story.ts'
import { ACTING, type Acting } from '../fixtures/acting.ts'
import { repository } from '../fixtures/world.ts'

/** What is only said to who presses a button: no verdict gives it. */
const PRESSED = ['nothing-to-take-back', 'said-since', 'old-card', 'already-merged'] as const
type Said = Exclude<ReasonCode, Acting | (typeof PRESSED)[number]>

interface Told {
  readonly people?: string
  readonly change?: string
  readonly events?: string
  readonly covers?: string
  readonly more?: string
  readonly via?: string
}

const PEOPLE = 'ana: [operations], bo: [operations], chen: [operations], dana: [finance]'
const BO = '{ by: bo, does: approve, hours: 1 }'
const seen = (account: string): Told => ({
  people: `ana: [], bo: { roles: [operations], account: ${account} }`,
  events: BO,
})
const wrote = (author: string): Told => ({ change: `authors: [${author}]`, events: BO })

/** One story for each reason that a verdict can give; a new one does not compile before it has one. */
const STORIES: Readonly<Record<Said, Told>> = {
  'asked-it-yourself': { events: '{ by: ana, does: approve }' },
  'wrote-it': wrote('bo'),
  'not-in-people': { events: "{ by: 'slack:T1:U0EVIL', does: approve }" },
  left: { people: 'ana: [], bo: { roles: [operations], left: 2026-03-01 }', events: BO },
  bot: seen('bot'),
  guest: seen('guest'),
  stranger: seen('stranger'),
  deleted: seen('deleted'),
  'account-not-seen': seen('unknown'),
  'wrong-role': { events: '{ by: dana, does: approve }' },
  'may-not-see': { change: 'shownTo: [[finance]]', events: BO },
  'wrong-door': { via: '[github]', events: BO },
  'already-counted': { events: `${BO}, ${BO}` },
  'not-needed': { events: `${BO}, { by: chen, does: approve, hours: 1 }` },
  'denied-later': { events: `${BO}, { by: bo, does: deny, hours: 2 }` },
  'taken-back': { events: `${BO}, { by: bo, does: withdraw, hours: 2 }` },
  'other-seal': { events: `${BO}, { by: ana, does: push, hours: 2 }` },
  'answered-worse': { events: `${BO}, { by: mae-below-hundred, does: warn, hours: 2 }` },
  elsewhere: { events: `${BO}, { by: ana, does: retarget, hours: 2 }` },
  expired: { events: '{ by: bo, does: approve, hours: 25 }' },
  future: { events: BO, more: 'afterHours: 0' },
  closed: { events: `${BO}, { by: ana, does: close, hours: 2 }` },
  draft: { events: `{ by: ana, does: draft }, ${BO}` },
  'no-rule': { covers: '[rollback]', events: BO },
  'nobody-may': { people: 'ana: [operations]', events: '' },
  'unlinked-author': wrote('unlinked'),
  'unlisted-author': wrote("'github:999'"),
  'from-fork': wrote('{ unseen: fork }'),
  'pushers-not-seen': wrote('{ unseen: cut }'),
  'by-bot': wrote('{ unseen: bot }'),
  'shared-account': {
    people: 'ana: [], bo: { roles: [operations], github: 102 }, twin: { roles: [], github: 102 }',
    events: BO,
  },
  'team-not-seen': { more: 'teams: { operations: unavailable }', events: BO },
  'broken-files': { change: 'broken: 1', events: BO },
  denied: { events: '{ by: bo, does: deny }' },
  'denial-stands': { events: '{ by: bo, does: deny }, { by: ana, of: bo, does: withdraw }' },
  guardrail: { more: 'facts: { model: { versionPassed: false } }', change: 'model: flight-delay', events: BO },
}

function judged({ people = PEOPLE, change = 'emergency: false', covers = '[edit]', ...told }: Told) {
  const { events = '', more = '', via } = told
  const need = `{ role: operations, count: 1${via === undefined ? '' : `, via: ${via}`} }`
  const story = `people: { ${people} }
policies: [{ id: one, covers: ${covers}, needs: [${need}], withinHours: 24 }]
change: { kinds: [edit], asks: ana, ${change} }
events: [${events}]
${more}
`
  return judgeStory(readStory('case.yaml', story), repository).verdict
}

const codes = (told: Told) => {
  const it = judged(told)
  return [...it.ignored.map(({ code }) => code), ...('code' in it ? [it.code] : [])]
}

test.each(Object.entries(STORIES))('[C3] a case file reproduces a verdict that says %s', (code, told) => {
  expect(codes(told)).toContain(code)
})

test('[C3] and these are all reasons that a verdict gives', () => {
  expect([...Object.keys(STORIES), ...PRESSED, ...ACTING].sort()).toEqual([...REASON_CODES].sort())
})

const GITHUB = '{ by: bo, does: approve, via: github }'

test('[C3] [attack 29] an approval does not come back with the base, by whichever door; a denial stays', () => {
  const there = '{ by: ana, does: retarget, hours: 2 }, { by: ana, does: return, hours: 3 }'
  for (const vote of [BO, GITHUB]) {
    const it = judged({ events: `${vote}, ${there}` })
    expect(it).toMatchObject({ is: 'pending', counted: [], ignored: [{ code: 'other-seal' }] })
  }
  expect(judged({ events: `${BO}, ${there}, { by: bo, does: approve, hours: 4 }` }).is).toBe('approved')
  expect(judged({ events: `{ by: bo, does: deny }, ${there}` }).is).toBe('denied')
})

test('[C3] a vote is of whoever holds its account now, under whatever key', () => {
  const people = 'ana: [], robert: { roles: [operations], github: 102 }, bo: [finance]'
  const vote = "{ by: bo, account: 'github:102', does: approve, via: github }"
  expect(judged({ people, events: vote })).toMatchObject({ is: 'approved', by: ['robert'] })
  expect(codes({ people, events: GITHUB })).toContain('wrong-role')
})

test('[C3] who asked is known by the accounts of then, although the key has another name', () => {
  const people = 'annie: { roles: [operations], slack: U0ANA }, bo: [operations]'
  const annie = '{ by: annie, does: approve }'
  const asked = { people: `${people}, ana: [finance]`, events: annie }
  expect(judged(asked)).toMatchObject({ is: 'approved' })
  expect(codes({ ...asked, change: "askedAs: ['slack:T0:U0ANA']" })).toContain('asked-it-yourself')
  expect(codes({ people, events: annie, change: "askedAs: ['slack:T0:U0ANA']" })).toContain('asked-it-yourself')
})

test('[C3] what Kedge itself committed is nobody’s', () => {
  expect(judged(wrote('kedge'))).toMatchObject({ is: 'approved', by: ['bo'] })
})
