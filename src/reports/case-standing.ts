import type { Case, Round } from '../core/case.ts'
import { CASE_CATEGORIES } from '../core/case-category.ts'
import type { Change } from '../core/change-state.ts'
import { type Block, code, day, link, minute, person, strong, type Words } from '../core/document.ts'
import { kindTo } from '../core/request-words.ts'
import { capital, count, listWords, spanWords } from '../core/words.ts'
import { askerWords } from './asker-words.ts'
import type { CaseCard } from './case-card.ts'
import { snoozedWords } from './snooze-words.ts'

/** Who owns a case, what was asked for because of it, whether it sleeps, and its times once it is over. */
export function caseStanding({ it, change }: Pick<CaseCard, 'it' | 'change'>): Block[] {
  const owner: Words = [
    it.taken ? 'Owner: ' : 'Owner until somebody takes it: ',
    person(it.owner),
    '. Opened ',
    minute(it.detected),
    '.',
    ...(it.category ? [` Category: ${it.category}, ${CASE_CATEGORIES[it.category]}.`] : []),
  ]
  if (it.closed) return [{ is: 'text', words: timesWords(it.closed) }, ...before(it), { is: 'note', words: owner }]
  const asked: Block[] = change ? [{ is: 'text', words: changeWords(change.it, change.url) }] : []
  const sleeps: Block[] = it.snoozed ? [{ is: 'text', words: snoozedWords(it.snoozed) }] : []
  return [...asked, ...sleeps, ...before(it), { is: 'note', words: owner }]
}

/** That it was closed before, how often, and who opened it again the last time. */
function before({ rounds = [] }: Case): Block[] {
  const last = rounds.at(-1)
  if (last === undefined) return []
  const { recovered, again } = last
  const times = rounds.length === 1 ? 'once' : count(rounds.length, 'time')
  const words: Words = [
    `It was closed ${times} before; the last time it `,
    ...(recovered === undefined ? ['was closed by hand'] : ['recovered ', day(recovered)]),
    ' and was opened again ',
    minute(again.at),
    ...whyAgain(again),
  ]
  return [{ is: 'note', words }]
}

/** Who opened it again and why; where nobody did, that it fired. */
export const whyAgain = ({ by, because }: Round['again']): Words =>
  because === undefined ? [' because it fired again.'] : [' by ', person(by), `: ${because}`]

/** Whether readings ended it, or a person did. */
export const endOf = ({ by }: NonNullable<Case['closed']>) => (by === undefined ? 'recovered' : 'closed by hand')

export function timesWords(closed: NonNullable<Case['closed']>): Words {
  const acted: Words = closed.acted ? [', acted ', minute(closed.acted)] : [', nobody acted']
  const { recovered, by, because } = closed
  const head: Words =
    by === undefined
      ? [strong('Recovered.')]
      : [strong('Closed'), ' by ', person(by), because === undefined ? '.' : `: ${because.replace(/\.$/, '')}.`]
  return [
    ...head,
    ' Onset ',
    day(closed.onset),
    ', available ',
    minute(closed.available),
    ', detected ',
    minute(closed.detected),
    ...acted,
    ...(recovered === undefined ? [', recovered: nobody knows.'] : recoveredWords(closed.detected, recovered)),
  ]
}

const recoveredWords = (detected: string, recovered: string): Words => [
  ', recovered ',
  day(recovered),
  ` (${spanWords(detected, recovered)} after it was detected).`,
]

function changeWords(change: Change, url: string): Words {
  const { kind, to } = change.request
  const pull = link(`#${change.pull?.pull ?? ''}`, url)
  const asked: Words = [
    strong(capital(kindTo({ kind, ...(to !== undefined && { to }) }))),
    ' asked for by ',
    ...askerWords(change),
  ]
  if (change.closed) return [...asked, `: ${change.closed.says}`]
  if (change.merged) return [...asked, ', merged in ', pull, ...mergedWords(change)]
  if (!change.pull) return [...asked, ', is being prepared.']
  const [before, after] = PULLS[change.verdict?.is ?? ''] ?? [', waits for approval in ', '.']
  return [...asked, before, pull, after]
}

/** Where its pull request stands, by what the rules say of it. */
const PULLS: Readonly<Record<string, readonly [string, string]>> = {
  approved: [', approved; waits to be merged in ', '.'],
  denied: [', denied in ', '; another can be asked for once that is closed.'],
  expired: [', not approved in time in ', '.'],
}

/** Only what moves a version is seen to run; what trains one ends with another version, the rest with the merge. */
function mergedWords({ request: { kind, to }, done, registered }: Change): Words {
  if (to !== undefined)
    return done ? [' and running since ', minute(done.at), '.'] : ['; waiting for ', code(to), ' to be what runs.']
  if (kind !== 'retrain') return done ? [' and in force since ', minute(done.at), '.'] : ['.']
  if (!done) return ['; waiting for a version to be trained.']
  const made = registered.map(({ version }) => version)
  return made.length === 0 ? ['.'] : ['; what was trained is ', code(listWords(made)), ', since ', minute(done.at), '.']
}
