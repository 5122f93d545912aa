/**
 * Every sentence that Kedge says, in English: plain, short, one tone. Each is whole, with places for what it is about, so
 * that another language may order them otherwise. A section a file of `reports/`, of the same name.
 */
import type { Request } from '../core/change.ts'
import { code, type Inline, minute, person, ping, strong, type Words } from '../core/document.ts'
import { aKindTo } from '../core/request-words.ts'
import { capital, count, dayWords, listWords, ordinal, spanWords, withUnit } from '../core/words.ts'
import { words } from './words.ts'

export const caseNotes = {
  notShownHere: 'This case is about a model that is not shown here any more. It goes on where it may be.',
  closed: (model: string, end: string) => `${model}: ${end}`,
  again: (model: string, headline: string) => `${model} again: ${headline}`,
  againCalled: (it: { readonly headline: string; readonly times: number; readonly owner: string }) =>
    words`${strong('Again:')} ${it.headline}, for the ${ordinal(it.times)} time. ${ping(it.owner)}`,
  woke: { worse: 'It got worse, so the snooze is over', over: 'The snooze is over' },
  wokeCalled: (woke: string, owner: string) => words`${strong(`${woke}.`)} ${ping(owner)}`,
  reopened: 'The case was opened again',
  reopenedBy: (by: string) =>
    words`${strong('Opened again')} by ${person(by)}. It closes when readings of later periods are good.`,
}

export const caseNext = {
  next: (who: Words) => words`${strong('Next:')} ${who}`,
  nextOr: (who: Words, can: readonly string[]) => words`${strong('Next:')} ${who} Possible: ${listWords(can, 'or')}.`,
  over: 'Nobody has to act.',
  overAfter: (detected: string, recovered: string) =>
    `Over ${spanWords(detected, recovered)} after it was found. Nobody has to act.`,
  can: { rollback: (to: string) => `roll back to ${to}`, retrain: () => 'retrain', snooze: () => 'snooze it' },
  kedgeOpens: 'Kedge, which opens the pull request.',
  kedgeMerges: (pull: Inline) => words`Kedge, which merges ${pull}.`,
  peopleMerge: (pull: Inline) => words`whoever merges ${pull} on GitHub.`,
  peopleApprove: (pull: Inline) => words`whoever approves ${pull}.`,
  readingsClose: 'nobody; it closes when the readings are good.',
  wakes: (owner: string, until: string) => words`${person(owner)}, when it wakes ${minute(until)}.`,
  taken: (owner: string) => words`${person(owner)}, who took it.`,
  free: (owner: string) => words`${person(owner)}, or whoever takes it.`,
}

type Said = Inline | Words

/** `a, b or c`. */
const anyOf = (all: readonly Said[]): Words =>
  all.reduce<Words>((before, one, at) => {
    if (at === 0) return words`${one}`
    return at === all.length - 1 ? words`${before} or ${one}` : words`${before}, ${one}`
  }, [])

/** `a, b and c`. */
const allOf = (all: readonly Said[]): Words =>
  all.reduce<Words>((before, one, at) => {
    if (at === 0) return words`${one}`
    return at === all.length - 1 ? words`${before} and ${one}` : words`${before}, ${one}`
  }, [])

type Moved = Pick<Request, 'kind' | 'from' | 'to'>

export const sentence = {
  fix: (fix: string) => `fix: ${fix}`,
}

export const askerWords = {
  byItself: (playbook: string) => words`the playbook ${code(playbook)}, automatically`,
  pull: (number: number) => `pull request #${number}`,
  list: { and: allOf, or: anyOf },
}

export const askModals = {
  why: 'Why?',
  model: 'Which model?',
  waive: {
    title: 'Ask for an exception',
    submit: 'Ask for it',
    about: 'One file of policies/ is made of it, in a pull request. You answer for it, and it ends by itself.',
    rule: 'From which rule?',
    model: 'For which model?',
    until: 'Until which day?',
    untilHint: 'The last day on which it holds: within a year.',
    grantedBy: 'Who grants it?',
    granter: (name: string, roles: readonly string[]) => `${name} (${listWords(roles)})`,
  },
  attest: {
    title: 'Confirm a file',
    submit: 'I have read it',
    about: 'You say that you have read the file of a model you answer for, and that it is true.',
    because: 'A word about it',
    choice: (model: string, last: string | undefined) =>
      last === undefined ? `${model} (never confirmed)` : `${model} (confirmed ${dayWords(last)})`,
  },
  kpi: {
    title: 'Change a limit',
    next: 'Go on',
    ofModel: 'Of which model?',
    submit: 'Ask for it',
    about: (model: string) => words`${strong(model)}: the limit is the worst value that is still agreed to.`,
    kpi: 'Of which KPI?',
    choice: (it: { readonly name: string; readonly unit: string; readonly limit: number | undefined }) =>
      it.limit === undefined ? `${it.name}: no limit` : `${it.name}: limit ${withUnit(it.limit, it.unit)}`,
    to: 'Which limit?',
    toHint: 'A number, in the unit of the KPI.',
    urgency: 'Can it wait?',
    usual: 'Yes: it is approved as usual',
    emergency: 'No: an emergency, which is looked at afterwards',
  },
}

/** Who did it, to whoever reads it. */
const youOr = (id: string, reader: string): Inline => (id === reader ? 'you' : person(id))

export const askWords = {
  asked: (title: string) => `Asked: ${title}`,
  follows: (asked: string) => words`${strong(asked)}. The pull request and the approval card follow.`,
  followsAtOnce: (asked: string) =>
    words`${strong(asked)}. The pull request and the approval card follow. As an emergency: where a rule knows one, it asks for less now and for a review later.`,
  onItsWay: (of: string, it: Moved) => `${of}: ${aKindTo(it)} is already on its way`,
  denied: (of: string, it: Moved) => `${of}: ${aKindTo(it)} was denied`,
  wish: (it: { readonly kind: string; readonly model?: string; readonly title: string; readonly to?: string }) => {
    const what = it.model === undefined ? `“${it.title}”` : `A ${it.kind} of ${it.model}`
    return it.to === undefined ? words`${what}` : words`${what} to ${code(it.to)}`
  },
  you: youOr,
  alreadyAsked: (it: { readonly wish: Words; readonly by: Said; readonly pull: number | undefined }) =>
    it.pull === undefined
      ? words`${it.wish} was asked for by ${it.by}. A model takes one change at a time.`
      : words`${it.wish} was asked for by ${it.by}, pull request #${String(it.pull)}. A model takes one change at a time.`,
  alreadyDenied: (it: { readonly wish: Words; readonly by: Said; readonly pull: number | undefined }) =>
    it.pull === undefined
      ? words`${it.wish} was denied by ${it.by}. Asking for the same as an emergency does not get past a denial.`
      : words`${it.wish} was denied by ${it.by}, pull request #${String(it.pull)}. Asking for the same as an emergency does not get past a denial.`,
  openFix: '`/kedge approvals` says what it waits for; close its pull request to ask for something else',
  mergedFix: (model = '', to = 'it') =>
    `it is merged and ends when ${to} is what runs; \`/kedge status ${model}\` says what runs now`,
  yourDenialFix:
    'take your denial back on its card: a denial blocks until whoever gave it takes it back, and then it can be asked',
  theirDenialFix: 'talk to them: a denial blocks until whoever gave it takes it back, and then it can be asked',
  busyUnseen: (model: string | undefined) =>
    `${model ?? 'It'} takes one change at a time, and one is on its way that may not be shown here.`,
  busyUnseenFix: 'ask where all of it may be shown, or wait until it is done',
  refused: (model: string | undefined, why: string) =>
    model === undefined ? `Not asked: ${why}.` : `${model}, not asked: ${why}.`,
  inOneLine: (why: string, fix: string) =>
    /[.?]$/.test(why) ? `${capital(why)} Fix: ${fix}` : `${capital(why)}. Fix: ${fix}`,
  wrongFiles: (title: string, errors: number) => `Not asked: ${title}. ${count(errors, 'error')} would be in the files`,
  wrongFile: (it: { readonly file: string; readonly wrong: string; readonly fix: string }) =>
    words`${code(it.file)} ${it.wrong} Fix: ${it.fix}`,
  rulesSayNo: (title: string, rules: number) => `Not asked: ${title}. ${count(rules, 'rule says no', 'rules say no')}`,
  ended: (summary: string) => `${summary}.`,
  waive: (rule: string) => `Ask to waive ${rule}`,
  waiveFor: (rule: string, model: string) => `Ask to waive ${rule} for ${model}`,
}

export const behindWords = {
  update: (why: string, others: number) =>
    others === 0
      ? `Update the branch. ${why}`
      : `Update the branch. ${why} The same holds of ${count(others, 'other file')}.`,
}
