import type { Drop } from '../core/drop.ts'
import type { Model } from '../core/model.ts'
import { type Beside, countsOf } from '../core/stored-already.ts'
import { type Block, type Modal, strong, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
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
  if (counts.fresh + counts.revised > 0) return { ...modal, submit: says.dropModal.submit, blocks }
  return { ...modal, blocks: [...blocks, { is: 'note', words: [says.dropModal.nothingToDo] }] }
}

/** The file is not there any more, or is too much. */
export function cannotModal(drop: Drop, why: { says: string; fix: string }): Modal {
  const blocks: Block[] = [
    { is: 'text', words: ticked(why.says) },
    { is: 'note', words: says.dropCard.fix(why.fix) },
  ]
  return { ...modalOf(drop, {}), blocks: [heading(drop), ...blocks] }
}

/** The file does not say of which model it is. */
export function whichModelModal(drop: Drop, models: readonly Model[]): Modal {
  const { submit, hint, label } = says.dropModal.which
  const choices = models.map(({ id, name }) => ({ value: id, text: name }))
  return {
    ...modalOf(drop, { drop: drop.id, channel: drop.channel }),
    callback: 'drop-of',
    submit,
    blocks: [heading(drop), { is: 'note', words: ticked(hint) }],
    inputs: [{ is: 'select', id: 'model', label, choices }],
  }
}

function modalOf({ channel }: Drop, context: Readonly<Record<string, string>>): Modal {
  return {
    callback: 'drop',
    context: JSON.stringify({ channel, ...context }),
    title: says.dropModal.title,
    blocks: [],
    inputs: [],
  }
}

const heading = ({ name }: Drop): Block => ({ is: 'text', words: [strong(line(name))] })

function wrongBlocks(refused: DropPreview['read']['refused']): readonly Block[] {
  return [
    { is: 'text', words: [says.dropModal.wrong] },
    { is: 'list', items: refused.map(says.dropModal.wrongAt) },
  ]
}

function factsOf(beside: readonly Beside[], models: readonly Model[]): Block {
  const { dropModal: label } = says
  const readings = beside.map(it => it.reading)
  const ids = [...new Set(readings.map(it => it.model))]
  const names = ids.map(id => models.find(it => it.id === id)?.name ?? id)
  const starts = readings.map(it => it.start).sort()
  const ends = readings.map(it => it.end).sort()
  return {
    is: 'facts',
    rows: [
      [label.models(ids.length), [label.listed(names)]],
      [label.kpis, [label.listed([...new Set(readings.map(it => it.kpi))])]],
      [label.periods, [label.fromTo(starts[0] ?? '', ends.at(-1) ?? '')]],
      [label.readings, [label.counted(beside.length, countWords(countsOf(beside)))]],
    ],
  }
}

const REVISED_MOST = 10

/** What it would replace is what people have decided on, so it is named. */
function revisedBlocks(beside: readonly Beside[]): readonly Block[] {
  const revised = beside.filter(it => it.is === 'revised')
  if (revised.length === 0) return []
  const items = revised.slice(0, REVISED_MOST).map(revisedItem)
  const more = revised.length - items.length
  const rest = more > 0 ? [[says.dropModal.more(more)]] : []
  return [
    { is: 'text', words: [strong(says.dropModal.replaced)] },
    { is: 'list', items: [...items, ...rest] },
  ]
}

function revisedItem({ reading, was = reading }: Beside): Words {
  const { kpi, version, start } = reading
  const [before, after] = [says.dropModal.value(was.value, was.n), says.dropModal.value(reading.value, reading.n)]
  return [says.dropModal.revised({ kpi, version, start, before, after })]
}

const ENDS = 4

/** The first and the last rows. */
function tableOf(beside: readonly Beside[]): Block {
  const isShort = beside.length <= 2 * ENDS
  const first = isShort ? beside : beside.slice(0, ENDS)
  const last = isShort ? [] : beside.slice(-ENDS)
  const gap = isShort ? [] : [[says.dropModal.between(beside.length - 2 * ENDS)]]
  const isOne = new Set(beside.map(it => it.reading.model)).size === 1
  const rows = [...first.map(rowOf), ...gap, ...last.map(rowOf)]
  const { kpi, version, start, value, n, segment, is, model } = says.dropModal.columns
  const head = [kpi, version, start, value, n, segment, is, model]
  return { is: 'table', head: isOne ? head.slice(0, -1) : head, rows }
}

function rowOf({ reading, is }: Beside): string[] {
  const { model, kpi, version, start, value, n, segment } = reading
  return [kpi, version, says.dropModal.begins(start), String(value), String(n), segment, says.dropModal.is[is], model]
}
