import { caseFrom } from '../core/case.ts'
import { changeFrom } from '../core/change-state.ts'
import type { Event } from '../core/event.ts'
import type { ReadRecord, Recorded } from '../core/record.ts'
import { type Block, code, type Document, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { prose } from './github-text.ts'
import { caseSection } from './history-case.ts'
import { changeSection } from './history-change.ts'
import { fileSections } from './history-file.ts'
import { runBlocks } from './history-runs.ts'
import { plainText } from './history-words.ts'
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
    { level: 2, title: says.history.ran, blocks: runBlocks(input.model, events) },
    {
      level: 2,
      title: says.history.cases(cases.length),
      blocks: cases.length === 0 ? [plainText(says.history.noCase)] : [],
    },
    ...cases.map(caseSection),
    {
      level: 2,
      title: says.history.changes(changes.length),
      blocks: changes.length === 0 ? [plainText(says.history.noChange)] : [],
    },
    ...changes.map(([, its]) => changeSection(its)),
    { level: 2, title: says.history.lines(lines.length), blocks: lineBlocks(lines) },
  ]
}

function titleOf({ model, asOf }: HistoryInput): string {
  return says.history.title(model, asOf)
}

function headBlocks({ asOf, record, commit, file }: HistoryInput, before: readonly Recorded[]): Block[] {
  const last = before.at(-1)
  const { genesis } = record
  const { labels } = says.history
  const rows: [string, Words][] = [
    [labels.asOf, [asOf === undefined ? says.history.everything : says.history.endOf(asOf)]],
    [
      labels.record,
      last ? says.history.upTo({ line: last.n, at: last.event.at, hash: last.hash }) : [says.history.noEvent],
    ],
    ...(genesis ? [[labels.begins, says.history.begins(genesis.at, genesis.commit)] as [string, Words]] : []),
    [labels.main, [commit === undefined ? says.history.noCommit : code(commit)]],
    [labels.file, file ? says.history.file(file.path, file.blob) : [says.history.noFile]],
  ]
  return [
    { is: 'facts', rows },
    ...(record.problems.length > 0
      ? [{ is: 'text', words: says.history.broken(record.problems.length) } as const]
      : []),
    { is: 'note', words: says.history.note },
  ]
}

function lineBlocks(lines: readonly Recorded[]): Block[] {
  if (lines.length === 0) return [plainText(says.history.noLine)]
  const rows = lines.map(({ n, file, line, event }) => [
    String(n),
    event.at,
    event.subject,
    `${event.seq}`,
    event.type,
    event.by,
    `${file}:${line}`,
  ])
  return [{ is: 'table', head: says.history.head, rows }]
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
