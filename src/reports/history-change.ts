import type { Comparison, Finding } from '../core/change.ts'
import { type Change, changeFrom, judgingAt, type Sealed, stageOf } from '../core/change-state.ts'
import { type Block, code, person, strong, type Words } from '../core/document.ts'
import { editWords } from '../core/edit.ts'
import type { Event, EventType } from '../core/event.ts'
import { kindFromTo } from '../core/request-words.ts'
import { askerWords } from './asker-words.ts'
import { betterWords } from './comparison-words.ts'
import { findingBlocks } from './findings.ts'
import type { Section } from './history.ts'
import { countedWords } from './history-votes.ts'
import { plainText, stamp, stampOr } from './history-words.ts'

/** Who asked and why, what each approver was shown, who said what through which door, and what came of it. */
export function changeSection(events: readonly Event[]): Section {
  const change = changeFrom(events) as Change
  const { reason, evidence, findings, door } = change.request
  return {
    level: 3,
    title: `${change.id}: ${kindFromTo(change.request)}`,
    blocks: [
      { is: 'facts', rows: factRows(change) },
      { is: 'quote', text: reason },
      ...(evidence ? evidenceBlocks(evidence) : [plainText('Evidence: none was given.')]),
      ...(door === 'repository' ? [] : part('Findings of the rules when it was asked', saidBlocks(findings))),
      ...part('What approvers were shown', shownBlocks(change)),
      ...part('Votes', voteBlocks(change, events)),
      ...part('Verdicts', verdictBlocks(of(events, 'change.verdict'))),
      ...part('Refused', refusalBlocks(of(events, 'change.refused'))),
      ...part('What came of it', [{ is: 'facts', rows: outcomeRows(change) }]),
    ],
  }
}

function factRows(change: Change): [string, Words][] {
  const { request, firstAsked, asked, pull } = change
  const edits = request.edits.map(editWords).join('; ')
  const first = kindFromTo(firstAsked)
  return [
    ['Asked by', [...askerWords(change), `, ${stamp(asked.at)}, by ${request.door}`]],
    ['Stands at', [stageOf(change)]],
    ...rowIf('Asked for at first', first === kindFromTo(request) ? [] : [first]),
    ['Case', [request.case ?? 'none']],
    ['Edits', [edits === '' ? 'none' : edits]],
    ['Planned on', [code(request.commit)]],
    ['Pull request', pull ? [`${pull.pull}, from `, code(pull.branch), ' into ', code(pull.base)] : ['none']],
  ]
}

function evidenceBlocks({ from, to, start, end, samples, rows }: Comparison): Block[] {
  const says = ` ${from} and ${to} on the same ${samples} cases, ${stamp(start)} to ${stamp(end)}.`
  const cells = rows.map(({ kpi, unit, now, then, better, money }) => [
    ...[kpi, unit, `${now}`, `${then}`, betterWords({ better }), money ?? ''],
  ])
  const head = ['KPI', 'Unit', from, to, '', '']
  return [
    { is: 'text', words: [strong('Evidence.'), says] },
    { is: 'table', head, rows: cells },
  ]
}

/** What they were to say yes to, and what the rules said of it, each from when it was so. */
function shownBlocks({ seals, judgings }: Change): Block[] {
  const shown = [
    ...seals.map(seal => ({ at: seal.at, blocks: sealBlocks(seal) })),
    ...judgings.map(({ at, findings }) => ({
      at,
      blocks: [{ is: 'text', words: [`The rules from ${stamp(at)}:`] } as const, ...saidBlocks(findings)],
    })),
  ]
  return shown.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).flatMap(({ blocks }) => blocks)
}

const saidBlocks = (findings: readonly Finding[]) =>
  findings.length === 0 ? [plainText('No rule applied.')] : findingBlocks(findings)

function sealBlocks({ at, body }: Sealed): Block[] {
  const { seal, pins, kinds, authors, diff, files, moves, grants, problems } = body
  const who = authors.map(
    ({ login, github, role }) => `${login ?? 'nobody known'}${github ? ` (${github})` : ''}, ${role}`,
  )
  const blobs = Object.entries(pins.blobs).map(([path, blob]) => `${path} ${blob === '' ? '(new)' : blob}`)
  const rows: [string, Words][] = [
    ['Seal', [code(seal), `, from ${stamp(at)}`]],
    ['Head', [code(pins.head), ' into ', code(pins.base)]],
    ['Files at the base', [blobs.join('; ')]],
    ['Policies', [code(pins.policies)]],
    ['Request and diff', [code(pins.request)]],
    ['Kinds', [kinds.join(', ')]],
    ...rowIf(
      'Changes',
      files.map(({ path, says }) => `${path}: ${says.join(', ') || 'only comments or layout'}`),
    ),
    ...rowIf(
      'Versions',
      moves.map(({ model, from, to }) => `${model} ${from} → ${to}`),
    ),
    ...rowIf(
      'Takes besides',
      grants.map(({ waiver, person, role }) => `${person} as ${role}, for ${waiver}`),
    ),
    ...rowIf(
      'Wrong in the files',
      problems.map(({ file, line, says }) => `${file ?? ''}:${line ?? ''} ${says}`),
    ),
    ['Written by', [who.join('; ')]],
  ]
  return [
    { is: 'facts', rows },
    { is: 'code', text: diff, language: 'diff' },
  ]
}

function rowIf(name: string, items: readonly string[]): [string, Words][] {
  return items.length === 0 ? [] : [[name, [items.join('; ')]]]
}

function voteBlocks(change: Change, events: readonly Event[]): Block[] {
  const rows = change.votes.map(vote => [
    ...[stamp(vote.at), stampOr(vote.body.given, ''), vote.body.person, vote.body.door, vote.body.is, vote.body.seal],
    stampOr(judgingAt(change, vote)?.at, ''),
    ...[countedWords(vote, events), vote.body.because ?? ''],
  ])
  const head = ['Recorded', 'Given', 'Person', 'Door', 'Vote', 'For seal', 'Rules from', 'Counted', 'Because']
  return rows.length === 0 ? [] : [{ is: 'table', head, rows }]
}

function verdictBlocks(events: readonly Event<'change.verdict'>[]): Block[] {
  const rows = events.map(({ at, body }) => [stamp(at), body.is, body.head, body.by.join(', ')])
  return rows.length === 0 ? [] : [{ is: 'table', head: ['Recorded', 'Verdict', 'Head', 'Counted'], rows }]
}

function refusalBlocks(events: readonly Event<'change.refused'>[]): Block[] {
  const rows = events.map(({ at, by, body }) => [stamp(at), by, body.door, body.code, body.says])
  return rows.length === 0 ? [] : [{ is: 'table', head: ['Recorded', 'Who', 'Door', 'Code', 'Why'], rows }]
}

function outcomeRows(change: Change): [string, Words][] {
  const { checked, merged, dispatched, delivered, registered, done, review, closed } = change
  const no: Words = ['not on record']
  return [
    ['Check', checked ? [`${checked.conclusion} on `, code(checked.head), ` (check ${checked.check})`] : no],
    [
      'Merged',
      merged
        ? [`${stamp(merged.at)} by `, person(merged.by), ' as ', code(merged.commit), ', head ', code(merged.head)]
        : no,
    ],
    [
      'Delivered',
      delivered.length > 0
        ? [
            delivered
              .map(
                it =>
                  `${it.model}: ${stamp(it.at)}, ${it.conclusion} (${it.run === undefined ? 'reported' : `run ${it.run}`})`,
              )
              .join('; '),
          ]
        : dispatched.length > 0
          ? [`started: ${dispatched.map(it => it.workflow ?? it.webhook ?? `by hand, ${it.manual}`).join(', ')}`]
          : no,
    ],
    ...registered.map((it): [string, Words] => ['Registered', [code(`${it.model} ${it.version}`)]]),
    ['Observed', done ? doneWords(done, registered) : no],
    ...(review ? [['Review', [reviewWords(review)]] as [string, Words]] : []),
    ...(closed ? [['Closed', [`${closed.outcome}: ${closed.says}`]] as [string, Words]] : []),
  ]
}

function reviewWords({ because, due, done }: NonNullable<Change['review']>): string {
  const end = done ? `done by ${done.by}: ${done.says}` : 'not done'
  return `owed because ${because}, until ${stamp(due)}; ${end}`
}

function doneWords({ at, version }: NonNullable<Change['done']>, registered: Change['registered']): Words {
  if (version === undefined && registered.length > 0) return [`${stamp(at)}: it asked for a training alone`]
  return version === undefined
    ? [`${stamp(at)}: merged, and no version moves`]
    : [`${stamp(at)}: `, code(version), ' runs']
}

/** A heading only where there is something below it. */
function part(title: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ is: 'text', words: [strong(`${title}.`)] }, ...blocks]
}

function of<T extends EventType>(events: readonly Event[], type: T): readonly Event<T>[] {
  return events.filter(event => event.type === type) as unknown as readonly Event<T>[]
}
