import type { Case } from '../core/case.ts'
import { type Block, person, type Words } from '../core/document.ts'
import type { Section } from './history.ts'
import { stamp, stampOr } from './history-words.ts'
import { playWords } from './play-notes.ts'
import { withPart } from './segment-words.ts'

/** One case with its five times, each with its own meaning, and what its monitors saw. */
export function caseSection(it: Case): Section {
  const { closed } = it
  const acted: Words = it.acted ? [`${stamp(it.acted.at)}: ${it.acted.version} ran`] : ['not on record']
  const rows: [string, Words][] = [
    ['Owner', [person(it.owner), it.taken ? ', who took it' : ', by the model’s file']],
    ['Onset', [stamp(it.onset)]],
    ['Available', [stamp(it.available)]],
    ['Detected', [stamp(it.detected)]],
    ['Acted', acted],
    ['Recovered', [stampOr(closed?.recovered, closed ? 'nobody knows' : 'still open')]],
    ['Change asked for', [it.change ?? 'none']],
  ]
  const more = [...rounds(it), ...snoozes(it), ...monitors(it), ...plays(it)]
  return { level: 3, title: it.id, blocks: [{ is: 'facts', rows }, ...more] }
}

/** Each time it was closed before, with the times of that round; those above are of the last. */
function rounds({ rounds: all = [] }: Case): Block[] {
  if (all.length === 0) return []
  const head = ['Round', 'Onset', 'Available', 'Detected', 'Acted', 'Recovered', 'Opened again', 'By', 'Because']
  const rows = all.map(({ onset, available, detected, acted, recovered, again }, i) => [
    ...[
      `${i + 1}`,
      stamp(onset),
      stamp(available),
      stamp(detected),
      stampOr(acted, 'not on record'),
      stampOr(recovered, 'nobody knows'),
    ],
    ...[stamp(again.at), again.by, again.because ?? 'it fired again'],
  ])
  return [{ is: 'table', head, rows }]
}

function snoozes({ snoozes: all = [] }: Case): Block[] {
  if (all.length === 0) return []
  const rows = all.map(({ at, until, by, reason, says }) => [stamp(at), stamp(until), by, reason, says])
  return [{ is: 'table', head: ['Snoozed', 'Until', 'By', 'Reason', 'In words'], rows }]
}

function monitors({ monitors: all }: Case): Block[] {
  if (all.length === 0) return []
  const head = ['Monitor', 'KPI', 'State', 'Bad since', 'Bad', 'Good', 'Last value', 'Samples', 'Version', 'Until']
  const rows = all.map(({ monitor, kpi, state, since, bad, good, latest, ...part }) => [
    ...[monitor, withPart(kpi, part), state, stamp(since), `${bad}`, `${good}`],
    ...[`${latest.value}`, `${latest.n ?? ''}`, latest.version ?? '', stamp(latest.end)],
  ])
  return [{ is: 'table', head, rows }]
}

function plays({ played = [], issue }: Case): Block[] {
  const rows = played.map(it => [stamp(it.at), it.playbook, it.act, it.outcome, playWords(it)])
  const table: Block[] =
    rows.length === 0 ? [] : [{ is: 'table', head: ['Automatic', 'Playbook', 'Act', 'Outcome', ''], rows }]
  return issue
    ? [...table, { is: 'facts', rows: [['Issue', [`${issue.number}`, issue.closed ? ', closed' : '']]] }]
    : table
}
