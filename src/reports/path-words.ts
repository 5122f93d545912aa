import type { Model } from '../core/model.ts'
import type { GateItem } from '../lifecycle/gate.ts'
import type { Lifecycle } from '../lifecycle/lifecycle.ts'
import type { NextStage, Whereabouts } from '../lifecycle/whereabouts.ts'
import type { Block, Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { eitherOf } from './asker-words.ts'
import { holdWords } from './hold-words.ts'
import { lifecycleDiagram } from './lifecycle-diagram.ts'
import { sentence } from './sentence.ts'

/** In plain words: where a model is and since when, what is next, what is missing for it, and who must act. */
export function pathWords(model: Model, lifecycle: Lifecycle, it: Whereabouts): Document {
  const { stage, here } = it
  if (stage === undefined || here === undefined) return lost(model, lifecycle, stage)
  const { labels } = says.pathWords
  const rows: [string, Words][] = [
    [labels.where, says.pathWords.where(stage, here.says, holdWords(model))],
    [labels.since, sinceWords(here)],
    ...(here.maxDays === undefined
      ? []
      : [[labels.timer, [says.pathWords.timer(here.maxDays, here.days)]] as [string, Words]]),
    ...(it.acts ? [[labels.acts, whoWords(it.acts)] as [string, Words]] : []),
  ]
  return {
    summary: says.pathWords.summary(model.name, stage),
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
  return sentence(says.pathWords.noLifecycle(model.name), says.pathWords.noLifecycleFix(model.tier))
}

function lost(model: Model, lifecycle: Lifecycle, stage: string | undefined): Document {
  const known = Object.keys(lifecycle.stages).map(name => `\`${name}\``)
  const { noStage, noSuchStage, stageFix } = says.pathWords
  return sentence(
    stage === undefined ? noStage(model.name) : noSuchStage(model.name, stage, lifecycle.id),
    stageFix(known, model.id),
  )
}

type Here = NonNullable<Whereabouts['here']>

function sinceWords({ since, days }: Here): Words {
  return since === undefined || days === undefined ? says.pathWords.noSince : says.pathWords.since(since, days)
}

function whoWords({ as, people }: NonNullable<Whereabouts['acts']>): Words {
  return people.length === 0 ? [says.pathWords.nobodyActs(as)] : says.pathWords.acts(eitherOf(people), as)
}

function nextBlocks({ stage, says: meaning, because, gate, items, approvers, fix }: NextStage): Block[] {
  const { next, gates, sayYes, fix: mend } = says.pathWords
  const yes = approvers === undefined ? [] : [[sayYes(approvers)]]
  return [
    { is: 'text', words: next({ stage, gate: items.length === 0 ? gates.none : gates[gate], meaning, because }) },
    ...(items.length + yes.length > 0 ? [{ is: 'list', items: [...items.map(itemWords), ...yes] } as const] : []),
    ...(gate === 'open' ? [] : [{ is: 'note', words: [mend(fix)] } as const]),
  ]
}

const MARK = { there: '✓', missing: '✗', unknown: '?' } as const

function itemWords({ is, says: item }: GateItem): Words {
  return [`${MARK[is]} ${item}`]
}

function closedWords({ here, next, closed }: Whereabouts): string {
  if (here?.end) return says.pathWords.end
  if (closed.length === 0) return says.pathWords.noOther
  return next.length === 0 ? says.pathWords.noWayOut(closed) : says.pathWords.notElsewhere(closed)
}
