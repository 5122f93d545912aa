import { type Block, code, type Document, day, strong, type Words } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import { count, listWords } from '../core/words.ts'
import type { GateItem } from '../lifecycle/gate.ts'
import type { Lifecycle } from '../lifecycle/lifecycle.ts'
import type { NextStage, Whereabouts } from '../lifecycle/whereabouts.ts'
import { eitherOf } from './asker-words.ts'
import { lifecycleDiagram } from './lifecycle-diagram.ts'
import { sentence } from './sentence.ts'

/** In plain words: where a model is and since when, what is next, what is missing for it, and who must act. */
export function pathWords(model: Model, lifecycle: Lifecycle, it: Whereabouts): Document {
  const { stage, here } = it
  if (stage === undefined || here === undefined) return lost(model, lifecycle, stage)
  const rows: [string, Words][] = [
    ['Where', [strong(stage), `: ${here.says}`]],
    ['Since', sinceWords(here)],
    ...(here.maxDays === undefined ? [] : [['Timer', [timerWords(here.days, here.maxDays)]] as [string, Words]]),
    ...(it.acts ? [['Who acts', whoWords(it.acts)] as [string, Words]] : []),
  ]
  return {
    summary: `${model.name} is in ${stage}`,
    blocks: [
      { is: 'title', text: model.name },
      { is: 'facts', rows },
      ...it.next.flatMap(nextBlocks),
      { is: 'note', words: [closedWords(it)] },
      { is: 'diagram', mermaid: lifecycleDiagram(lifecycle, stage) },
    ],
  }
}

/** For a model that no life cycle is for. */
export function noPath(model: Model): Document {
  return sentence(
    `No life cycle is for ${model.name}, so no stage and no gate stands before it.`,
    `add a file with \`kind: lifecycle\` to policies/ whose \`appliesTo\` matches it (its tier is ${model.tier})`,
  )
}

function lost(model: Model, lifecycle: Lifecycle, stage: string | undefined): Document {
  const says = stage === undefined ? 'says no stage' : `says \`stage: ${stage}\`, which is none of ${lifecycle.id}`
  const known = listWords(
    Object.keys(lifecycle.stages).map(name => `\`${name}\``),
    'or',
  )
  return sentence(
    `Nobody can say where ${model.name} is: its file ${says}.`,
    `write \`stage:\` with ${known} into models/${model.id}.yaml`,
  )
}

type Here = NonNullable<Whereabouts['here']>

function sinceWords({ since, days }: Here): Words {
  if (since === undefined || days === undefined) return ['not said. fix: write ', code('stageSince:'), ' with the day']
  return [day(since), `, ${count(days, 'day')} ago`]
}

function timerWords(days: number | undefined, maxDays: number): string {
  const most = `${count(maxDays, 'day')} at most`
  if (days === undefined) return `${most}; nobody knows how many are left`
  return days > maxDays ? `${most}: over by ${count(days - maxDays, 'day')}` : `${most}, ${maxDays - days} left`
}

function whoWords({ as, people }: NonNullable<Whereabouts['acts']>): Words {
  if (people.length === 0) return [`nobody: the model names no owner \`${as}\`, and nobody has that role`]
  return [...eitherOf(people), ` (${as})`]
}

function nextBlocks(next: NextStage): Block[] {
  const { stage, says, because, gate, items, approvers, fix } = next
  const state = { open: 'the gate is open', missing: 'something is missing', unknown: 'nobody can say' }[gate]
  const open = items.length === 0 ? 'no gate' : state
  const why = because === undefined ? '' : ` ${because}`
  const yes = approvers === undefined ? [] : [[`${approvers} say yes`]]
  return [
    { is: 'text', words: ['Next: ', strong(stage), ` (${open}). ${says}${why}`] },
    ...(items.length + yes.length > 0 ? [{ is: 'list', items: [...items.map(itemWords), ...yes] } as const] : []),
    ...(gate === 'open' ? [] : [{ is: 'note', words: [`fix: ${fix}`] } as const]),
  ]
}

const MARK = { there: '✓', missing: '✗', unknown: '?' } as const

function itemWords({ is, says }: GateItem): Words {
  return [`${MARK[is]} ${says}`]
}

function closedWords({ here, next, closed }: Whereabouts): string {
  if (here?.end) return 'This is the end of its way.'
  if (closed.length === 0) return 'There is no other stage.'
  const from = next.length === 0 ? 'No way leads out of here' : 'It cannot go elsewhere from here'
  return `${from}: not to ${listWords(closed, 'or')}.`
}
