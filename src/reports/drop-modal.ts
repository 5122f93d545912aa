import { type Block, type Modal, strong, type Words } from '../core/document.ts'
import type { Drop } from '../core/drop.ts'
import type { Model } from '../core/model.ts'
import { type Beside, countsOf } from '../core/stored-already.ts'
import { ticked } from '../core/ticked.ts'
import { count, dayWords, figure, listWords } from '../core/words.ts'
import { line } from './clean.ts'
import { countWords } from './drop-card.ts'

export interface DropPreview {
  readonly drop: Drop
  readonly models: readonly Model[]
  readonly read: {
    readonly rows: number
    readonly beside: readonly Beside[]
    readonly refused: readonly { readonly at: string; readonly says: string; readonly fix: string }[]
  }
  readonly context: Readonly<Record<string, string>>
}

/** What would be stored, before it is; where a line is wrong, nothing would be, and there is nothing to press. */
export function previewModal({ drop, models, read, context }: DropPreview): Modal {
  const { refused, beside } = read
  const modal = modalOf(drop, context)
  if (refused.length > 0) return { ...modal, blocks: [heading(drop), ...wrongBlocks(refused)] }
  const counts = countsOf(beside)
  const blocks = [heading(drop), factsOf(beside, models), ...revisedBlocks(beside), tableOf(beside)]
  if (counts.fresh + counts.revised > 0) return { ...modal, submit: 'Store it', blocks }
  return { ...modal, blocks: [...blocks, { is: 'note', words: ['All of it is stored already: nothing to do.'] }] }
}

/** The file is not there any more, or is too much. */
export function cannotModal(drop: Drop, { says, fix }: { says: string; fix: string }): Modal {
  const blocks: Block[] = [
    { is: 'text', words: ticked(says) },
    { is: 'note', words: ['fix: ', ...ticked(fix)] },
  ]
  return { ...modalOf(drop, {}), blocks: [heading(drop), ...blocks] }
}

/** The file does not say of which model it is. */
export function whichModelModal(drop: Drop, models: readonly Model[]): Modal {
  const choices = models.map(({ id, name }) => ({ value: id, text: name }))
  return {
    ...modalOf(drop, { drop: drop.id, channel: drop.channel }),
    callback: 'drop-of',
    submit: 'Go on',
    blocks: [heading(drop), { is: 'note', words: ticked('A column `model` in the file would say it.') }],
    inputs: [{ is: 'select', id: 'model', label: 'Of which model are these readings?', choices }],
  }
}

function modalOf({ channel }: Drop, context: Readonly<Record<string, string>>): Modal {
  return {
    callback: 'drop',
    context: JSON.stringify({ channel, ...context }),
    title: 'What would be stored',
    blocks: [],
    inputs: [],
  }
}

const heading = ({ name }: Drop): Block => ({ is: 'text', words: [strong(line(name))] })

function wrongBlocks(refused: DropPreview['read']['refused']): readonly Block[] {
  const items = refused.map(({ at, says, fix }): Words => [strong(`${at}:`), ' ', ...ticked(`${says} Fix: ${fix}`)])
  const rest = 'Nothing would be stored. Mend the file, and drop it again.'
  return [
    { is: 'text', words: [rest] },
    { is: 'list', items },
  ]
}

function factsOf(beside: readonly Beside[], models: readonly Model[]): Block {
  const readings = beside.map(it => it.reading)
  const ids = [...new Set(readings.map(it => it.model))]
  const names = ids.map(id => models.find(it => it.id === id)?.name ?? id)
  const starts = readings.map(it => it.start).sort()
  const ends = readings.map(it => it.end).sort()
  return {
    is: 'facts',
    rows: [
      [ids.length === 1 ? 'Model' : 'Models', [listWords(names)]],
      ['KPIs', [listWords([...new Set(readings.map(it => it.kpi))])]],
      ['Periods', [`${dayWords(starts[0] ?? '')} to ${dayWords(ends.at(-1) ?? '')}, end excluded`]],
      ['Readings', [`${count(beside.length, 'reading')}: ${countWords(countsOf(beside))}`]],
    ],
  }
}

const REVISED_MOST = 10

/** What it would replace is what people have decided on, so it is named. */
function revisedBlocks(beside: readonly Beside[]): readonly Block[] {
  const revised = beside.filter(it => it.is === 'revised')
  if (revised.length === 0) return []
  const items = revised.slice(0, REVISED_MOST).map(({ reading, was }): Words => {
    const [before, after] = [was ?? reading, reading].map(({ value, n }) => `${figure(value)} (n ${n})`)
    return [`${reading.kpi} of ${reading.version}, ${reading.start.slice(0, 10)}: ${before} → ${after}`]
  })
  const more = revised.length - items.length
  const rest: Words[] = more > 0 ? [[`and ${count(more, 'more', 'more')}`]] : []
  return [
    { is: 'text', words: [strong('Would be replaced')] },
    { is: 'list', items: [...items, ...rest] },
  ]
}

const ENDS = 4
const IS = { fresh: 'new', revised: 'revised', same: 'stored' } as const

/** The first and the last rows. */
function tableOf(beside: readonly Beside[]): Block {
  const isShort = beside.length <= 2 * ENDS
  const first = isShort ? beside : beside.slice(0, ENDS)
  const last = isShort ? [] : beside.slice(-ENDS)
  const gap = isShort ? [] : [[`… ${beside.length - 2 * ENDS} more`]]
  const isOne = new Set(beside.map(it => it.reading.model)).size === 1
  const rows = [...first.map(rowOf), ...gap, ...last.map(rowOf)]
  const head = ['KPI', 'Version', 'Start', 'Value', 'n', 'Segment', 'Is', 'Model']
  return { is: 'table', head: isOne ? head.slice(0, -1) : head, rows }
}

function rowOf({ reading, is }: Beside): string[] {
  const { model, kpi, version, start, value, n, segment } = reading
  return [kpi, version, start.slice(0, 10), String(value), String(n), segment, IS[is], model]
}
