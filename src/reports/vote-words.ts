import type { Judged } from '../approvals/judged.ts'
import type { VoteIs } from '../core/change.ts'
import type { Model } from '../core/model.ts'
import type { Refusal } from '../core/reason.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { sentence } from './sentence.ts'

/** Said to one person alone, with the card as it is now where theirs was old. */
export function refusedVote(it: { readonly says: string; readonly fix: string }, now?: Document): Document {
  const words = sentence(it.says, it.fix)
  return now ? { summary: words.summary, blocks: [...words.blocks, { is: 'rule' }, ...now.blocks] } : words
}

/** Said to somebody who is nobody here, whatever they wanted. */
export function notKnown({ code, says: why, fix }: Refusal): Document {
  const { notKnown: said, notKnownFix } = says.voteWords
  return sentence(said(why), code === 'not-in-people' || code === 'left' ? fix : notKnownFix)
}

/** The rules cannot be read at all, so nothing can be answered; what stands in them is not for everybody’s eyes. */
export function noRules(errors: number): Document {
  return sentence(says.voteWords.noRules(errors), says.voteWords.noRulesFix)
}

/**
 * `emergencies`: the pull requests where the same goes on without those who are not asked in one. `isTooLarge`: its card has no
 * Approve.
 */
export function counted(
  is: VoteIs,
  { change, model, name }: Pick<Judged, 'change' | 'model' | 'name'>,
  {
    emergencies = [],
    isTooLarge = false,
  }: { readonly emergencies?: readonly number[]; readonly isTooLarge?: boolean } = {},
): Document {
  const { kind, to } = change.request
  const {
    change: ofModel,
    titled,
    approved,
    denied,
    deniedHereAlone,
    deniedByButton,
    denyThere,
    takeBack,
    takenBack,
  } = says.voteWords
  const what = model ? ofModel({ kind, model: name, to }) : titled(name)
  if (is === 'approve') return sentence(approved(what))
  if (is === 'withdrawn') return sentence(takenBack(what))
  if (emergencies.length > 0) return sentence(deniedHereAlone(what, emergencies), denyThere)
  return isTooLarge ? sentence(deniedByButton(what), takeBack) : sentence(denied(what))
}

/** Somebody who denied said yes where it fills no slot: what that did, and what it did not. */
export function deniesNoMore(it: Refusal): Document {
  return sentence(says.voteWords.deniesNoMore(it.says), it.fix)
}

export function taken(model: Model): Document {
  return sentence(says.voteWords.taken(model.name))
}

/** Pressed on a card from before somebody else took it. */
export function takenBefore(model: Model, owner: string, at: string): Document {
  const { takenBefore: said, takenBeforeBy, takenBeforeFix } = says.voteWords
  const blocks: Document['blocks'] = [
    { is: 'text', words: takenBeforeBy(model.name, owner, at) },
    { is: 'note', words: takenBeforeFix(owner) },
  ]
  return { summary: said(model.name), blocks }
}
