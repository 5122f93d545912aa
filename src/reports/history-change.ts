import type { Comparison, Finding } from '../core/change.ts'
import { type Change, changeFrom, judgingAt, type Sealed, stageOf } from '../core/change-state.ts'
import { editWords } from '../core/edit.ts'
import type { Event, EventType } from '../core/event.ts'
import { type Block, code, type Words } from '../words/document.ts'
import { stamp } from '../words/figures.ts'
import { says } from '../words/says.ts'
import { askerWords } from './asker-words.ts'
import { findingBlocks } from './findings.ts'
import type { Section } from './history.ts'
import { countedWords } from './history-votes.ts'
import { plainText, stampOr } from './history-words.ts'

/** Who asked and why, what each approver was shown, who said what through which door, and what came of it. */
export function changeSection(events: readonly Event[]): Section {
  const change = changeFrom(events) as Change
  const { reason, evidence, findings, door } = change.request
  const { title, noEvidence, parts } = says.historyChange
  return {
    level: 3,
    title: title(change.id, says.requestWords.fromTo(change.request)),
    blocks: [
      { is: 'facts', rows: factRows(change) },
      { is: 'quote', text: reason },
      ...(evidence ? evidenceBlocks(evidence) : [plainText(noEvidence)]),
      ...(door === 'repository' ? [] : part(parts.findings, saidBlocks(findings))),
      ...part(parts.shown, shownBlocks(change)),
      ...part(parts.votes, voteBlocks(change, events)),
      ...part(parts.verdicts, verdictBlocks(of(events, 'change.verdict'))),
      ...part(parts.refused, refusalBlocks(of(events, 'change.refused'))),
      ...part(parts.outcome, [{ is: 'facts', rows: outcomeRows(change) }]),
    ],
  }
}

function factRows(change: Change): [string, Words][] {
  const { request, firstAsked, asked, pull } = change
  const edits = says.historyChange.each(request.edits.map(editWords))
  const first = says.requestWords.fromTo(firstAsked)
  const { labels, none } = says.historyChange
  return [
    [labels.asked, says.historyChange.asked(askerWords(change), asked.at, request.door)],
    [labels.stage, [stageOf(change)]],
    ...rowIf(labels.first, first === says.requestWords.fromTo(request) ? [] : [first]),
    [labels.case, [request.case ?? none]],
    [labels.edits, [edits === '' ? none : edits]],
    [labels.planned, [code(request.commit)]],
    [labels.pull, pull ? says.historyChange.pull(pull) : [none]],
    ...rowIf(labels.emergency, emergencyWords(change)),
  ]
}

function emergencyWords({ request, firstAsked }: Change): readonly string[] {
  if (firstAsked.emergency === undefined) return []
  const { emergency, noEmergency, deniedEmergency } = says.historyChange
  return [firstAsked.emergency ? (request.emergency ? emergency : noEmergency) : deniedEmergency]
}

function evidenceBlocks({ from, to, start, end, samples, rows }: Comparison): Block[] {
  const cells = rows.map(({ kpi, unit, now, then, better, money }) => [
    ...[kpi, unit, `${now}`, `${then}`, says.comparisonWords.is(better), money ?? ''],
  ])
  return [
    { is: 'text', words: says.historyChange.evidence({ from, to, start, end, samples }) },
    { is: 'table', head: says.historyChange.evidenceHead(from, to), rows: cells },
  ]
}

/** What they were to say yes to, and what the rules said of it, each from when it was so. */
function shownBlocks({ seals, judgings }: Change): Block[] {
  const shown = [
    ...seals.map(seal => ({ at: seal.at, blocks: sealBlocks(seal) })),
    ...judgings.map(({ at, findings }) => ({
      at,
      blocks: [{ is: 'text', words: [says.historyChange.rulesFrom(at)] } as const, ...saidBlocks(findings)],
    })),
  ]
  return shown.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).flatMap(({ blocks }) => blocks)
}

const saidBlocks = (findings: readonly Finding[]) =>
  findings.length === 0 ? [plainText(says.historyChange.noRule)] : findingBlocks(findings)

function sealBlocks({ at, body }: Sealed): Block[] {
  const { seal, pins, kinds, authors, diff, files, moves, grants, problems } = body
  const { labels, each, listed } = says.historyChange
  const blobs = Object.entries(pins.blobs).map(([path, blob]) => says.historyChange.blob(path, blob))
  const rows: [string, Words][] = [
    [labels.seal, says.historyChange.seal(seal, at)],
    [labels.head, says.historyChange.head(pins.head, pins.base)],
    [labels.blobs, [each(blobs)]],
    [labels.policies, [code(pins.policies)]],
    [labels.request, [code(pins.request)]],
    [labels.kinds, [listed(kinds)]],
    ...rowIf(
      labels.changes,
      files.map(it => says.historyChange.file(it.path, it.says)),
    ),
    ...rowIf(labels.versions, moves.map(says.historyChange.move)),
    ...rowIf(labels.grants, grants.map(says.historyChange.grant)),
    ...rowIf(
      labels.problems,
      problems.map(({ file, line, says: wrong }) => `${file ?? ''}:${line ?? ''} ${wrong}`),
    ),
    [labels.authors, [each(authors.map(says.historyChange.author))]],
  ]
  return [
    { is: 'facts', rows },
    { is: 'code', text: diff, language: 'diff' },
  ]
}

function rowIf(name: string, items: readonly string[]): [string, Words][] {
  return items.length === 0 ? [] : [[name, [says.historyChange.each(items)]]]
}

function voteBlocks(change: Change, events: readonly Event[]): Block[] {
  const rows = change.votes.map(vote => [
    ...[stamp(vote.at), stampOr(vote.body.given, ''), vote.body.person, vote.body.door, vote.body.is, vote.body.seal],
    stampOr(judgingAt(change, vote)?.at, ''),
    ...[countedWords(vote, events), vote.body.because ?? ''],
  ])
  return rows.length === 0 ? [] : [{ is: 'table', head: says.historyChange.votes, rows }]
}

function verdictBlocks(events: readonly Event<'change.verdict'>[]): Block[] {
  const rows = events.map(({ at, body }) => [stamp(at), verdictIs(body), body.head, says.historyChange.listed(body.by)])
  return rows.length === 0 ? [] : [{ is: 'table', head: says.historyChange.verdicts, rows }]
}

const verdictIs = ({ is, lapsed }: Event<'change.verdict'>['body']) => (lapsed ? says.historyChange.lapsed(is) : is)

function refusalBlocks(events: readonly Event<'change.refused'>[]): Block[] {
  const rows = events.map(({ at, by, body }) => [stamp(at), by, body.door, body.code, body.says])
  return rows.length === 0 ? [] : [{ is: 'table', head: says.historyChange.refusals, rows }]
}

function outcomeRows(change: Change): [string, Words][] {
  const { checked, merged, dispatched, delivered, registered, done, review, closed } = change
  const { labels, notOnRecord, check, merged: mergedWords, closed: closedWords } = says.historyChange
  const no: Words = [notOnRecord]
  return [
    [labels.check, checked ? check(checked) : no],
    [labels.merged, merged ? mergedWords(merged) : no],
    [
      labels.delivered,
      delivered.length > 0
        ? [says.historyChange.delivered(delivered)]
        : dispatched.length > 0
          ? [says.historyChange.started(dispatched)]
          : no,
    ],
    ...registered.map((it): [string, Words] => [labels.registered, [code(`${it.model} ${it.version}`)]]),
    [labels.observed, done ? doneWords(done, registered) : no],
    ...(review ? [[labels.review, [says.historyChange.review(review)]] as [string, Words]] : []),
    ...(closed ? [[labels.closed, [closedWords(closed.outcome, closed.says)]] as [string, Words]] : []),
  ]
}

function doneWords({ at, version }: NonNullable<Change['done']>, registered: Change['registered']): Words {
  const { trained, nothingMoved, runs } = says.historyChange
  if (version !== undefined) return runs(at, version)
  return [registered.length > 0 ? trained(at) : nothingMoved(at)]
}

/** A heading only where there is something below it. */
function part(title: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ is: 'text', words: says.historyChange.heading(title) }, ...blocks]
}

function of<T extends EventType>(events: readonly Event[], type: T): readonly Event<T>[] {
  return events.filter(event => event.type === type) as unknown as readonly Event<T>[]
}
