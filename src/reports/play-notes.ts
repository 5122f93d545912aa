import type { Case } from '../core/case.ts'
import type { Played } from '../core/case-events.ts'
import type { Model } from '../core/model.ts'
import { type Block, type Document, strong } from '../words/document.ts'
import { says } from '../words/says.ts'
import { byItself } from './asker-words.ts'
import { headline } from './case-headline.ts'

interface Policy {
  readonly id: string
  readonly because: string
}

/** Why it asks, for those who approve. */
export function playReason({ because }: Policy, model: Model, { monitors }: Case): string {
  return says.playNotes.reason(headline(model, monitors), because.trim())
}

/** What is said in one more channel: what happens, that a machine says so, and where it is looked after. */
export function toldByPlaybook(policy: Policy, model: Model, it: Case): Document {
  const { told, toldWhy, saidBy } = says.playNotes
  return {
    summary: told(model.name, headline(model, it.monitors)),
    blocks: [
      { is: 'text', words: toldWhy(model.name, playReason(policy, model, it)) },
      { is: 'note', words: saidBy(byItself(policy.id), model.id) },
    ],
  }
}

/** A wish of a playbook that came to nothing. It is tried again by itself; people may ask for something else. */
export function notAskedNote(playbook: string, { summary, blocks }: Document): Document {
  const more = says.playNotes.wantedBy(byItself(playbook))
  return { summary, blocks: [...blocks, { is: 'note', words: more }] }
}

/** `asked to train it anew`, or why not. */
export function playWords(it: Played): string {
  const { did, notNow, noBy } = says.playNotes
  const { done, left, failed } = did[it.act]
  if (it.outcome === 'done' || it.outcome === 'asked') return done
  if (it.outcome === 'left') return left(notNow[it.why])
  return failed(it.rules.length > 0 ? noBy(it.rules) : it.says)
}

/** On the card of a case: only the last word on each act, since what was left for a while may have been done. */
export function playBlocks({ played = [], issue }: Pick<Case, 'played' | 'issue'>): Block[] {
  const last = new Map(played.map(it => [`${it.playbook} ${it.act}`, it]))
  const { openedIssue, played: playedWords } = says.playNotes
  const items = [...last.values()].map(it =>
    it.act === 'issue' && issue
      ? openedIssue(it.playbook, issue.number, issue.url)
      : playedWords(it.playbook, playWords(it)),
  )
  return items.length === 0
    ? []
    : [
        { is: 'text', words: [strong(says.playNotes.automatic)] },
        { is: 'list', items },
      ]
}
