import type { Case } from '../core/case.ts'
import type { Block, Words } from '../words/document.ts'
import { stamp } from '../words/figures.ts'
import { says } from '../words/says.ts'
import type { Section } from './history.ts'
import { stampOr } from './history-words.ts'
import { playWords } from './play-notes.ts'
import { withPart } from './segment-words.ts'

/** One case with its five times, each with its own meaning, and what its monitors saw. */
export function caseSection(it: Case): Section {
  const { closed } = it
  const { labels, ranAt, notOnRecord, nobodyKnows, stillOpen, none } = says.historyCase
  const rows: [string, Words][] = [
    [labels.owner, it.taken ? says.historyCase.took(it.owner) : says.historyCase.ownerByFile(it.owner)],
    [labels.onset, [stamp(it.onset)]],
    [labels.available, [stamp(it.available)]],
    [labels.detected, [stamp(it.detected)]],
    [labels.acted, [it.acted ? ranAt(it.acted.at, it.acted.version) : notOnRecord]],
    [labels.recovered, [stampOr(closed?.recovered, closed ? nobodyKnows : stillOpen)]],
    [labels.change, [it.change ?? none]],
  ]
  const more = [...rounds(it), ...snoozes(it), ...monitors(it), ...plays(it)]
  return { level: 3, title: it.id, blocks: [{ is: 'facts', rows }, ...more] }
}

/** Each time it was closed before, with the times of that round; those above are of the last. */
function rounds({ rounds: all = [] }: Case): Block[] {
  if (all.length === 0) return []
  const { rounds: head, notOnRecord, nobodyKnows, firedAgain } = says.historyCase
  const rows = all.map(({ onset, available, detected, acted, recovered, again }, i) => [
    ...[
      `${i + 1}`,
      stamp(onset),
      stamp(available),
      stamp(detected),
      stampOr(acted, notOnRecord),
      stampOr(recovered, nobodyKnows),
    ],
    ...[stamp(again.at), again.by, again.because ?? firedAgain],
  ])
  return [{ is: 'table', head, rows }]
}

function snoozes({ snoozes: all = [] }: Case): Block[] {
  if (all.length === 0) return []
  const rows = all.map(({ at, until, by, reason, says: why }) => [stamp(at), stamp(until), by, reason, why])
  return [{ is: 'table', head: says.historyCase.snoozes, rows }]
}

function monitors({ monitors: all }: Case): Block[] {
  if (all.length === 0) return []
  const rows = all.map(({ monitor, kpi, state, since, bad, good, latest, ...part }) => [
    ...[monitor, withPart(kpi, part), state, stamp(since), `${bad}`, `${good}`],
    ...[`${latest.value}`, `${latest.n ?? ''}`, latest.version ?? '', stamp(latest.end)],
  ])
  return [{ is: 'table', head: says.historyCase.monitors, rows }]
}

function plays({ played = [], issue }: Case): Block[] {
  const rows = played.map(it => [stamp(it.at), it.playbook, it.act, it.outcome, playWords(it)])
  const table: Block[] = rows.length === 0 ? [] : [{ is: 'table', head: says.historyCase.plays, rows }]
  if (issue === undefined) return table
  const number = issue.closed ? says.historyCase.closedIssue(issue.number) : `${issue.number}`
  return [...table, { is: 'facts', rows: [[says.historyCase.labels.issue, [number]]] }]
}
