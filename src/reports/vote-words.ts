import type { Change } from '../core/change-state.ts'
import type { Document } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import { sentence } from './sentence.ts'

/** Said to one person alone, with the card as it is now where theirs was old. */
export function refusedVote({ says, fix }: { readonly says: string; readonly fix: string }, now?: Document): Document {
  const words = sentence(says, fix)
  return now ? { summary: words.summary, blocks: [...words.blocks, { is: 'rule' }, ...now.blocks] } : words
}

export function counted(is: 'approve' | 'deny', model: Model, change: Change): Document {
  const { kind, to } = change.request
  const what = `the ${kind} of ${model.name} to ${to}`
  return sentence(
    is === 'approve'
      ? `Your approval of ${what} is recorded.`
      : `Your denial of ${what} is recorded; it blocks until you approve.`,
  )
}

export function taken(model: Model): Document {
  return sentence(`The case of ${model.name} is yours.`)
}
