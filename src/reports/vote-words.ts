import type { Judged } from '../approvals/judged.ts'
import type { Document } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import type { Refusal } from '../core/reason.ts'
import { count } from '../core/words.ts'
import { sentence } from './sentence.ts'

/** Said to one person alone, with the card as it is now where theirs was old. */
export function refusedVote({ says, fix }: { readonly says: string; readonly fix: string }, now?: Document): Document {
  const words = sentence(says, fix)
  return now ? { summary: words.summary, blocks: [...words.blocks, { is: 'rule' }, ...now.blocks] } : words
}

/** Said to somebody who is nobody here, whatever they wanted. */
export function notKnown({ code, says, fix }: Refusal): Document {
  const others = 'ask a member of the workspace whom the people policy names'
  return sentence(
    `Only \`/kedge help\` is for everybody. ${says}`,
    code === 'not-in-people' || code === 'left' ? fix : others,
  )
}

/** The rules cannot be read at all, so nothing can be answered; what stands in them is not for everybody’s eyes. */
export function noRules(errors: number): Document {
  const says = `The policy repository has ${count(errors, 'error')}, so nothing can be answered yet.`
  return sentence(says, '`kedge check` in a clone says where')
}

export function counted(
  is: 'approve' | 'deny',
  { change, model, name }: Pick<Judged, 'change' | 'model' | 'name'>,
): Document {
  const { kind, to } = change.request
  const what = model ? `the ${kind} of ${name}${to === undefined ? '' : ` to ${to}`}` : `“${name}”`
  return sentence(
    is === 'approve'
      ? `Your approval of ${what} is recorded.`
      : `Your denial of ${what} is recorded; it blocks until you approve.`,
  )
}

/** Somebody who denied said yes where it fills no slot: what that did, and what it did not. */
export function deniesNoMore({ says, fix }: Refusal): Document {
  const why = `${says.charAt(0).toLowerCase()}${says.slice(1)}`
  return sentence(`Your denial is taken back; your approval does not count here: ${why}`, fix)
}

export function taken(model: Model): Document {
  return sentence(`The case of ${model.name} is yours.`)
}
