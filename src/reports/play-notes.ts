import type { Case } from '../core/case.ts'
import { type Block, code, type Document, link, strong, type Words } from '../core/document.ts'
import type { Played } from '../core/event-bodies.ts'
import type { Model } from '../core/model.ts'
import type { NotNow } from '../core/play.ts'
import { capital, listWords } from '../core/words.ts'
import { byItself } from './asker-words.ts'
import { headline } from './case-headline.ts'

interface Policy {
  readonly id: string
  readonly because: string
}

/** Why it asks, for those who approve. */
export function playReason({ because }: Policy, model: Model, { monitors }: Case): string {
  return `${capital(headline(model, monitors))}. ${because.trim()}`
}

/** What is said in one more channel: what happens, that a machine says so, and where it is looked after. */
export function toldByPlaybook(policy: Policy, model: Model, it: Case): Document {
  const summary = `${model.name}: ${headline(model, it.monitors)}`
  return {
    summary,
    blocks: [
      { is: 'text', words: [strong(`${model.name}.`), ` ${playReason(policy, model, it)}`] },
      {
        is: 'note',
        words: ['Said by ', ...byItself(policy.id), '. ', code(`/kedge status ${model.id}`), ' says how it goes.'],
      },
    ],
  }
}

/** A wish of a playbook that came to nothing. It is tried again by itself; people may ask for something else. */
export function notAskedNote(playbook: string, { summary, blocks }: Document): Document {
  const more: Words = ['Wanted by ', ...byItself(playbook), '. It is tried again while the case is open.']
  return { summary, blocks: [...blocks, { is: 'note', words: more }] }
}

const DID: Readonly<Record<Played['act'], readonly [done: string, wanted: string]>> = {
  notify: ['told one more channel', 'tell one more channel'],
  issue: ['asked for an issue on GitHub', 'open an issue on GitHub'],
  retrain: ['asked to train it anew', 'ask to train it anew'],
  rollback: ['asked for the way back', 'ask for the way back'],
  hold: ['asked to hold it', 'ask to hold it'],
}

const NOT_NOW_WORDS: Readonly<Record<NotNow, string>> = {
  snoozed: 'the case is snoozed',
  'not-yet': 'somebody may still act',
  'in-hand': 'somebody looks after it',
  'change-open': 'something else is on its way to the model',
  'no-way-back': 'no older version passed its gates',
  'no-trigger': 'the triggers of its trainings leave out what broke',
  'cooling-down': 'the last time is too short ago',
  'most-reached': 'it was done as often as it may be',
}

/** `asked to train it anew`, or why not. */
export function playWords(it: Played): string {
  const [done, wanted] = DID[it.act]
  if (it.outcome === 'done' || it.outcome === 'asked') return done
  if (it.outcome === 'left') return `did not ${wanted}: ${NOT_NOW_WORDS[it.why]}`
  return `could not ${wanted}: ${it.rules.length > 0 ? `no by ${listWords(it.rules)}` : it.says}`
}

/** On the card of a case: only the last word on each act, since what was left for a while may have been done. */
export function playBlocks({ played = [], issue }: Pick<Case, 'played' | 'issue'>): Block[] {
  const last = new Map(played.map(it => [`${it.playbook} ${it.act}`, it]))
  const items = [...last.values()].map(
    (it): Words => [
      'The playbook ',
      code(it.playbook),
      it.act === 'issue' && issue ? ' opened the issue ' : ` ${playWords(it)}`,
      ...(it.act === 'issue' && issue ? [link(`#${issue.number}`, issue.url)] : []),
      '.',
    ],
  )
  return items.length === 0
    ? []
    : [
        { is: 'text', words: [strong('Automatic')] },
        { is: 'list', items },
      ]
}
