import { caseFrom } from '../core/case.ts'
import { changeFrom } from '../core/change-state.ts'
import { type Block, code, type Document, strong, type Words } from '../core/document.ts'
import type { Event } from '../core/event.ts'
import type { ReadRecord, Recorded } from '../core/record.ts'
import { count } from '../core/words.ts'
import { prose } from './github-text.ts'
import { caseSection } from './history-case.ts'
import { changeSection } from './history-change.ts'
import { fileSections } from './history-file.ts'
import { runBlocks } from './history-runs.ts'
import { plainText, stamp } from './history-words.ts'
import { markdown } from './markdown.ts'

/** Everything it is made from stands in a clone: no clock, no names, no setting of the machine. */
export interface HistoryInput {
  readonly model: string
  /** YYYY-MM-DD: up to the end of that day in UTC. Left out: everything there is. */
  readonly asOf?: string
  readonly record: ReadRecord
  /** The commit of the main branch as of then; undefined before its first. */
  readonly commit?: string
  /** The model’s file at that commit; undefined where it had none. */
  readonly file?: ModelFile
}

export interface ModelFile {
  readonly path: string
  readonly blob: string
  readonly text: string
}

export interface Section {
  readonly level: 1 | 2 | 3
  readonly title: string
  readonly blocks: readonly Block[]
}

/** The complete history of one model, in the order an auditor asks: what it is, what ran, what went wrong, who decided. */
export function history(input: HistoryInput): Document {
  const blocks = sectionsOf(input).flatMap(({ title, blocks: its }): Block[] => [{ is: 'title', text: title }, ...its])
  return { summary: titleOf(input), blocks }
}

/** The same as Markdown, of any length. The same input gives the same bytes. */
export function historyMarkdown(input: HistoryInput): string {
  const parts = sectionsOf(input).flatMap(({ level, title, blocks }) => [
    `${'#'.repeat(level)} ${prose(title)}`,
    ...blocks.flatMap(sliced).map(block => markdown({ summary: '', blocks: [block] }, {})),
  ])
  return `${parts.filter(part => part !== '').join('\n\n')}\n`
}

/** Every model the record speaks of up to then. */
export function recordedModels(record: ReadRecord, asOf?: string): string[] {
  const found = upTo(record.recorded, asOf).flatMap(({ event }) => modelsIn(event))
  return [...new Set(found.filter(model => model !== undefined))].sort()
}

function sectionsOf(input: HistoryInput): Section[] {
  const before = upTo(input.record.recorded, input.asOf)
  const lines = linesOf(before, input.model)
  const events = lines.map(it => it.event)
  const subjects = [...Map.groupBy(events, event => event.subject)]
  const cases = subjects.flatMap(([, its]) => caseFrom(its) ?? [])
  const changes = subjects.filter(([, its]) => changeFrom(its) !== undefined)
  return [
    { level: 1, title: titleOf(input), blocks: headBlocks(input, before) },
    ...fileSections(input.file),
    { level: 2, title: 'What ran when', blocks: runBlocks(input.model, events) },
    {
      level: 2,
      title: `Cases: ${cases.length}`,
      blocks: cases.length === 0 ? [plainText('No case is on record.')] : [],
    },
    ...cases.map(caseSection),
    {
      level: 2,
      title: `Changes: ${changes.length}`,
      blocks: changes.length === 0 ? [plainText('No change is on record.')] : [],
    },
    ...changes.map(([, its]) => changeSection(its)),
    { level: 2, title: `Lines of the record: ${lines.length}`, blocks: lineBlocks(lines) },
  ]
}

function titleOf({ model, asOf }: HistoryInput): string {
  return `History of ${model}${asOf === undefined ? '' : ` as of ${asOf}`}`
}

function headBlocks({ asOf, record, commit, file }: HistoryInput, before: readonly Recorded[]): Block[] {
  const last = before.at(-1)
  const { genesis } = record
  const rows: [string, Words][] = [
    ['As of', [asOf === undefined ? 'everything in this clone' : `the end of ${asOf}, UTC`]],
    [
      'Record',
      last
        ? [`lines 0 to ${last.n}, the last of ${stamp(last.event.at)} with the hash `, code(last.hash)]
        : ['no event up to then'],
    ],
    ...(genesis
      ? [['Record begins', [stamp(genesis.at), ', at commit ', code(genesis.commit)]] as [string, Words]]
      : []),
    ['Main branch', commit === undefined ? ['no commit up to then'] : [code(commit)]],
    ['File', file ? [code(file.path), ', blob ', code(file.blob)] : ['none at that commit']],
  ]
  const note =
    'Made from git alone: the same clone, model and date give the same bytes. People stand here by their ids. '
  return [
    { is: 'facts', rows },
    ...(record.problems.length > 0 ? [broken(record.problems.length)] : []),
    { is: 'note', words: [note, code('kedge verify'), ' says whether anything was altered.'] },
  ]
}

function broken(problems: number): Block {
  const says = ` ${count(problems, 'problem')} found; what follows cannot be relied on. fix: kedge verify names each line`
  return { is: 'text', words: [strong('The record is not whole:'), says] }
}

function lineBlocks(lines: readonly Recorded[]): Block[] {
  if (lines.length === 0) return [plainText('None.')]
  const rows = lines.map(({ n, file, line, event }) => [
    String(n),
    event.at,
    event.subject,
    `${event.seq}`,
    event.type,
    event.by,
    `${file}:${line}`,
  ])
  return [{ is: 'table', head: ['n', 'At', 'Subject', 'seq', 'What', 'By', 'Where'], rows }]
}

function upTo(recorded: readonly Recorded[], asOf: string | undefined): readonly Recorded[] {
  return asOf === undefined ? recorded : recorded.filter(({ event }) => event.at.slice(0, 10) <= asOf)
}

/** What happened to the model itself, to its cases, to the changes asked for it and to files of its readings. */
function linesOf(recorded: readonly Recorded[], model: string): readonly Recorded[] {
  const its = new Set([`model/${model}`])
  for (const { event } of recorded) if (modelsIn(event).includes(model)) its.add(event.subject)
  return recorded.filter(({ event }) => its.has(event.subject))
}

/** A pull request that a person opened is about the models it was seen to change. */
function modelsIn(event: Event): readonly (string | undefined)[] {
  if (event.type === 'case.opened' || event.type === 'change.asked') return [event.body.model]
  if (event.type === 'drop.stored') return event.body.models
  if (event.type === 'change.sealed') return event.body.parts.map(({ model }) => model?.id)
  return event.subject.startsWith('model/') ? [event.subject.slice('model/'.length)] : []
}

/** Markdown cuts a document, so that GitHub takes it; a block of a report that is read elsewhere must fit by itself. */
function sliced(block: Block): Block[] {
  if (block.is !== 'table' && block.is !== 'list') return [block]
  const all: readonly unknown[] = block.is === 'table' ? block.rows : block.items
  const starts = Array.from({ length: Math.ceil(all.length / ROWS) }, (_, i) => i * ROWS)
  return starts.map(from =>
    block.is === 'table'
      ? { ...block, rows: block.rows.slice(from, from + ROWS) }
      : { ...block, items: block.items.slice(from, from + ROWS) },
  )
}

const ROWS = 100
