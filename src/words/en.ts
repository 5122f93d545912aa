/**
 * Every sentence that Kedge says, in English: plain, short, one tone. Each is whole, with places for what it is about, so
 * that another language may order them otherwise. A section a file of `reports/`, of the same name.
 */
import type { Comparison, Request } from '../core/change.ts'
import { code, type Inline, link, minute, person, ping, strong, type Words } from '../core/document.ts'
import { aKindTo, kindTo } from '../core/request-words.ts'
import { strongTicked, ticked } from '../core/ticked.ts'
import { capital, count, dayWords, listWords, minuteWords, ordinal, spanWords, withUnit } from '../core/words.ts'
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

/** `a b`: one sentence after the other; what is empty takes no place. */
const inTurn = (all: readonly Words[]): Words =>
  all
    .filter(said => said.length > 0)
    .reduce<Words>((before, next, at) => (at === 0 ? next : words`${before} ${next}`), [])

/** `a, b, c`. */
const withCommas = (all: readonly Said[]): Words =>
  all.reduce<Words>((before, one, at) => (at === 0 ? words`${one}` : words`${before}, ${one}`), [])

/** `a or b or c`. */
const eachOr = (all: readonly Said[]): Words =>
  all.reduce<Words>((before, one, at) => (at === 0 ? words`${one}` : words`${before} or ${one}`), [])

/** `a and b and c`. */
const eachAnd = (all: readonly Said[]): Words =>
  all.reduce<Words>((before, one, at) => (at === 0 ? words`${one}` : words`${before} and ${one}`), [])

type OnSameCases = Pick<Comparison, 'from' | 'to' | 'samples' | 'start' | 'end'>

export const changeCard = {
  summary: (title: string, state: string) => `${title}, ${state}`,
  title: (name: string, what: string) => `${name}: ${what}`,
  standing: (it: {
    readonly state: string
    readonly pull: Inline | undefined
    readonly until: string | undefined
    readonly worth: Words
    readonly next: Words
  }) => {
    const state = strongTicked(capital(it.state.replace(/\.$/, '')))
    const at = it.pull === undefined ? state : words`${state}, pull request ${it.pull}`
    const said = it.until === undefined ? words`${at}.` : words`${at}, until ${minuteWords(it.until)}.`
    return inTurn([said, it.worth, it.next])
  },
  askedFor: (it: { readonly by: Words; readonly kinds: readonly string[] | undefined; readonly at: string }) =>
    it.kinds === undefined
      ? words`Asked for by ${it.by}, ${dayWords(it.at)}:`
      : words`Asked for by ${it.by} (${listWords(it.kinds) || 'no kind'}), ${dayWords(it.at)}:`,
  file: (path: string, edits: string | undefined) => words`${code(path)}: ${edits ?? 'only comments or layout'}`,
  moreFiles: (left: number) => `… and ${count(left, 'file')} more`,
  evidence: ({ from, to, samples, start, end }: OnSameCases) =>
    `${from} → ${to} on the same ${samples.toLocaleString('en-GB')} cases, ${dayWords(start)} to ${dayWords(end)}:`,
  noDifference: 'no difference',
  state: {
    closed: (outcome: string, why: string) => `${outcome}: ${why}`,
    trainingEnded: (conclusion: string) => `training ended in ${conclusion}`,
    deliveryEnded: (conclusion: string) => `delivery ended in ${conclusion}`,
    trained: 'trained, waits for its version to be registered',
    delivered: 'delivered, waits to be observed',
    training: 'merged, is being trained',
    delivering: 'merged, is being delivered',
    approved: (tally: string) => `approved, ${tally}`,
    pending: (tally: string) => `waits for approval, ${tally}`,
    denied: 'denied',
    other: (is: string, why: string) => `${is}: ${why}`,
    runs: (version: string) => `done: ${version} runs`,
    doneDelivered: 'done: delivered',
    doneMerged: 'done: merged',
    registered: (versions: readonly string[]) => `done: ${listWords(versions)} registered`,
  },
  reviewed: (by: string) => words`Looked at afterwards by ${person(by)}:`,
  reviewOwed: (why: string, due: string) => words`${strong('A review is owed')}: ${why}. Until ${minuteWords(due)}.`,
  leftToPeople: 'The policy leaves the merge to people: merge the pull request on GitHub.',
  approve: 'Approve',
  deny: 'Deny',
}

export const changeNext = {
  next: (who: Words) => words`${strong('Next:')} ${who}`,
  reviews: (due: string) => words`whoever reviews it, until ${minute(due)}.`,
  kedgeMerges: 'Kedge merges it.',
  peopleMerge: 'somebody merges it on GitHub.',
  mends: (owner: string) => words`${person(owner)} mends it.`,
  ownersMend: 'whoever owns its models mends it.',
  byHand: (who: readonly string[]) =>
    who.length === 1
      ? words`${allOf(who.map(person))} does it by hand.`
      : words`${allOf(who.map(person))} do it by hand.`,
  training: 'nobody; it is being trained.',
  byItself: 'nobody; it is done by itself.',
  onTheWay: (versions: readonly string[]) =>
    versions.length === 1
      ? words`nobody; ${code(listWords(versions))} is on the way to where it runs.`
      : words`nobody; ${code(listWords(versions))} are on the way to where they run.`,
  worthOf: (kpi: string, money: string) => `${kpi.toLowerCase()} ${money}`,
  worth: (worth: readonly string[]) => words`Worth on the same cases: ${strong(listWords(worth))}.`,
}

export const changeNotes = {
  pull: (number: number | undefined, url: string) => link(`pull request #${number ?? ''}`, url),
  asked: ({ kind, from, to }: Moved) => {
    const what = capital(aKindTo({ kind }))
    const whence = from === undefined ? what : `${what} from ${from}`
    return to === undefined ? `${whence} was asked for` : `${whence} to ${to} was asked for`
  },
  askedBy: (asked: string, by: Words, pull: Inline) => words`${strong('Asked.')} ${asked} by ${by} in ${pull}:`,
  merged: (it: Moved) => `The ${kindTo(it)} is merged`,
  mergedIn: (it: { readonly pull: Inline; readonly by: readonly string[]; readonly trains: boolean }) => {
    const merged = words`${strong('Merged')} in ${it.pull}`
    const approved = it.by.length === 0 ? merged : words`${merged}, approved by ${eachAnd(it.by.map(person))}`
    return it.trains ? words`${approved}. Its training begins.` : words`${approved}. Its delivery begins.`
  },
  byPassed: (it: Moved) => `The ${kindTo(it)} was merged past the check kedge`,
  byPassedBy: (it: {
    readonly who: Inline
    readonly pull: Inline
    readonly although: string
    readonly owner: string | undefined
  }) => {
    const past = strong('Merged past the check.')
    const said = words`${past} ${it.who} merged ${it.pull} although ${it.although}. What the files say now is in force.`
    return it.owner === undefined ? said : words`${said} ${ping(it.owner)}`
  },
  verdictWas: (verdict: string | undefined) =>
    verdict === undefined ? 'its verdict was not given' : `its verdict was ${verdict}`,
  although: {
    moved: 'the main branch had moved since it was approved, so nobody has seen the two together',
    denied: 'somebody had denied it before, and nobody had heard it yet',
    withdrawn: 'an approval of it had been taken back before, and nobody had heard it yet',
    reopened: 'it had been closed and opened again since it was approved, which clears all votes',
    undone: 'what had happened until then had undone its approval, and nobody had seen it yet',
    altered: 'its merge commit holds other files than were approved: somebody wrote more into it',
    untold: 'nobody can say what it was merged onto, and so whether it is what was approved',
  },
  byPassedFix: (commit: string | undefined) =>
    commit === undefined
      ? 'review what was merged; if it should not be, revert it by a pull request, or ask for the way back'
      : `review git show ${commit}; if it should not be, revert it by a pull request, or ask for the way back`,
  runs: (to: string) => `${to} is what runs`,
  runsSince: (it: { readonly to: string; readonly at: string; readonly asked: string }) =>
    words`${strong('Runs.')} ${code(it.to)} is what runs since ${minute(it.at)} (${spanWords(it.asked, it.at)} after it was asked for). The case closes when the readings are good.`,
  failed: (it: Moved, why: string) => `The ${kindTo(it)} could not be prepared: ${why}`,
  givenUp: (failed: string, called: Words) => words`${strong('Given up.')} ${failed} ${called}`,
  failedFix: (model: string) => `look at the model as it is now (\`/kedge show ${model}\`) and ask again`,
  unmerged: (why: string) => `Approved, but not merged: ${why}`,
  notMerged: (why: Words) => words`${strong('Not merged.')} ${why}`,
}

export const changeWords = {
  wentOn: 'This change has come to be about a model that is not shown here. It goes on where it may be.',
  changed: (moved: readonly string[], cleared: boolean) =>
    cleared
      ? `The request has changed: ${listWords(moved)}. Votes so far were for what it was.`
      : `The request has changed: ${listWords(moved)}.`,
  anew: (it: { readonly changed: string; readonly behind: boolean; readonly who: readonly string[] }) => {
    const said = words`${strong(it.behind ? 'Behind the main branch.' : 'Asked anew.')} ${it.changed}`
    const called = withCommas(it.who.map(ping))
    if (it.who.length === 0) return said
    return it.behind
      ? words`${said} ${called}: please look again when the branch is updated.`
      : words`${said} ${called}: please look again.`
  },
  nowAt: (commit: string) => words`Now at ${code(commit)}.`,
  newCommit: (was: string, is: string) => `the pull request has a new commit (${was} → ${is})`,
  otherBase: (was: string, is: string) => `it goes to ${is} now, not ${was}`,
  baseMoved: 'the files it changes have changed on the base',
  rulesMoved: 'the rules have changed',
  cleared: 'Votes do not count any more: the pull request was closed, and opened again since, which clears all votes.',
  clearedOf: (who: readonly string[]) =>
    words`${strong('Asked anew.')} Voted on by ${allOf(who.map(ping))}, but the pull request was closed, and opened again since, which clears all votes.`,
  clearedNext: 'It gets another card: please look again, and vote there.',
  lapsed: 'Approvals do not count any more: the base of the pull request was changed after that.',
  lapsedOf: (who: readonly string[]) => {
    const by = words`${strong('Asked anew.')} Approved by ${allOf(who.map(ping))}`
    return who.length === 1
      ? words`${by}, but the base of the pull request was changed after that. This approval counts no more.`
      : words`${by}, but the base of the pull request was changed after that. These approvals count no more.`
  },
  lapsedNext: (base: string) =>
    words`It goes to ${code(base)} now: please look again, and approve anew if it is right.`,
  worse: 'The rules hold more against it than was known when it was approved.',
  worseOf: (who: readonly string[], rules: readonly string[]) => {
    const by = words`${strong('Asked anew.')} Approved by ${allOf(who.map(ping))}, and since then ${allOf(rules.map(code))}`
    return rules.length === 1
      ? words`${by} says no to it, or cannot be answered.`
      : words`${by} say no to it, or cannot be answered.`
  },
  worseNext: 'The card says what it is: please look again, and approve anew if it is right all the same.',
  unseenOwed: 'Something was merged that somebody has to look at, and no channel may show it.',
  unseenWaits: 'A change waits for approval, and no channel may show it.',
  unseenFix:
    'whoever may see its models asks `/kedge approvals` in a direct message; a channel among `visibility.channels` gets the card of the next one',
}

export const checkText = {
  waits: (tally: string) => `Waits for approval, ${tally}`,
  approved: (tally: string) => `Approved, ${tally}`,
  problem: (place: string, it: { readonly wrong: string; readonly fix: string }) => {
    const said = `${it.wrong} Fix: ${it.fix}`
    return words`${code(place)} ${ticked(said)}`
  },
  moreErrors: (left: number) => `… and ${count(left, 'error')} more`,
  ofFile: (wrong: string, fix: string) => `${wrong}\nfix: ${fix}`,
  ofRule: (because: string, trace: readonly string[], fix: string) => `${because}\n${trace.join('\n')}\nfix: ${fix}`,
}

export const clauseWords = {
  missing: (ref: string) => `${ref}: this clause does not stand in the repository.`,
  clause: (it: {
    readonly name: string
    readonly title: string
    readonly text: string
    readonly from: string | undefined
    readonly until: string | undefined
  }) => {
    const clause = `${it.name}, ${it.title}: ${it.text}`
    if (it.from !== undefined && it.until !== undefined)
      return `${clause} In force from ${dayWords(it.from)} to ${dayWords(it.until)}.`
    if (it.from !== undefined) return `${clause} In force from ${dayWords(it.from)}.`
    return it.until === undefined ? clause : `${clause} In force until ${dayWords(it.until)}.`
  },
}

export const deliveryNotes = {
  training: (model: string) => `The training of ${model}`,
  delivery: (what: string) => `The delivery of ${what}`,
  ended: (task: string, conclusion: string) => `${task} ended in ${conclusion}`,
  undone: { retrain: 'Not trained.', deliver: 'Not delivered.' },
  undoneCalled: (it: {
    readonly undone: string
    readonly ended: string
    readonly url: string | undefined
    readonly owner: string
  }) =>
    it.url === undefined
      ? words`${strong(it.undone)} ${it.ended}. ${ping(it.owner)}`
      : words`${strong(it.undone)} ${it.ended}: ${link('the run', it.url)}. ${ping(it.owner)}`,
  fix: {
    retrain: 'see what failed in the run, mend it and run it again; the new version is seen when it is registered',
    deliver: 'see what failed in the run, mend it and run it again; the version is seen when it runs',
  },
  fixOnGithub: {
    retrain:
      'see what failed in the run, mend it and re-run it on GitHub; the new version is seen when it is registered',
    deliver: 'see what failed in the run, mend it and re-run it on GitHub; the version is seen when it runs',
  },
  toTrain: (model: string, again: boolean) =>
    again ? `Still to do: train ${model} anew` : `To do: train ${model} anew`,
  toDeliver: (what: string, again: boolean) => (again ? `Still to do: deliver ${what}` : `To do: deliver ${what}`),
  train: (by: string, model: string, again: boolean) =>
    words`${strong(again ? 'Still to do by hand.' : 'To do by hand.')} ${ping(by)} please train ${code(model)} anew.`,
  deliver: (by: string, what: string, again: boolean) =>
    words`${strong(again ? 'Still to do by hand.' : 'To do by hand.')} ${ping(by)} please bring ${code(what)} to where it runs.`,
  doneRegistered: 'It is done when the new version is registered: `POST /v1/versions`.',
  doneObserved: 'It is done when that version is what runs.',
  doneSaid: (model: string) => `It is done when you say so: \`/kedge delivered ${model}\`.`,
}

export const findings = {
  kept: (mark: string, rules: readonly string[]) =>
    words`${mark} ${strong(count(rules.length, 'rule kept', 'rules kept'))}: ${listWords(rules)}.`,
  finding: (it: {
    readonly mark: string
    readonly rule: string
    readonly outcome: string
    readonly severity: string | undefined
    readonly cited: readonly string[]
    readonly trace: string | undefined
    readonly why: string | undefined
  }) => {
    const outcome = it.severity === undefined ? it.outcome : `${it.outcome} (${it.severity})`
    const answer = words`${it.mark} ${strong(it.rule)} ${outcome}`
    const said = it.cited.length === 0 ? words`${answer}.` : words`${answer} (${withCommas(it.cited)}).`
    if (it.trace === undefined) return it.why === undefined ? said : words`${said} ${it.why}`
    const looked = words`${said} ${code(it.trace)}`
    return it.why === undefined ? looked : words`${looked}. ${it.why}`
  },
  why: (because: string, fix: string, waivable: string | undefined) =>
    waivable === undefined ? `${because} Fix: ${fix}` : `${because} Fix: ${fix} ${waivable}`,
  nobodyWaives: 'Nobody may waive it.',
  waives: (roles: readonly string[]) => `Somebody with the role ${listWords(roles, 'or')} may waive it.`,
}

export const inPlace = {
  asked: (by: string, typed: string) => {
    const command = `/kedge ${typed}`
    return words`Asked for by ${person(by)}: ${code(command)}`
  },
  notPosted: 'Kedge may not write in this channel, so only you see this.',
  notPostedFix: 'write `/invite @kedge` there',
  both: (first: string, then: string) => `${first} ${then}`,
}

export const pullBody = {
  asked: (title: string, by: Words) => words`${strong(title)}, asked for by ${by}:`,
  evidence: ({ samples, start, end }: OnSameCases) =>
    words`${strong('Evidence.')} Both versions on the same ${samples.toLocaleString('en-GB')} cases, ${dayWords(start)} to ${dayWords(end)}; gains and losses.`,
  noEvidence: 'No evidence: what the other version would have done is not known.',
  rules: 'Rules',
  approvals: (verdict: string) => words`${strong('Approvals.')} ${ticked(verdict)}`,
  approveHere: 'Approve here by a review or in Slack; each person counts once. A new commit needs new votes.',
  change: (it: {
    readonly id: string
    readonly ofCase: string | undefined
    readonly trainedFor: string | undefined
  }) => {
    const change = words`Change ${code(it.id)}`
    const ofCase = it.ofCase === undefined ? change : words`${change}, case ${code(it.ofCase)}`
    return it.trainedFor === undefined ? words`${ofCase}.` : words`${ofCase}, trained for ${code(it.trainedFor)}.`
  },
}

export const rulesBeside = {
  merged: (pull: number) =>
    `Rules are edited by pull request #${pull}, which was merged, and somebody has to look at it.`,
  waits: (pull: number) => `Rules are edited by pull request #${pull}, which waits for approval.`,
  mergedHere: (pull: Inline) =>
    words`${strong('Rules are edited')} by pull request ${pull}, which was merged, and somebody has to look at it. The rest of it is not shown here.`,
  waitsHere: (pull: Inline) =>
    words`${strong('Rules are edited')} by pull request ${pull}, which waits for approval. The rest of it is not shown here.`,
  fix: 'whoever owns the rules reviews it on GitHub; a review there is a vote',
}

export const tally = {
  counted: (counted: number, of: number) => `${counted} of ${of}`,
  filled: (role: string, who: string) => words`✓ ${strong(role)}: ${person(who)}`,
  open: (role: string, who: Words) => words`○ ${strong(role)}: ${who}`,
  openBy: (role: string, doors: readonly string[], who: Words) =>
    words`○ ${strong(role)} (by ${eachOr(doors)}): ${who}`,
  doors: { github: 'a GitHub review', slack: 'Slack' },
  nobody: 'nobody can fill this',
  either: eachOr,
  deniedOnGithub: (by: string) => words`✗ Denied by ${person(by)} in a review on GitHub.`,
  denied: (by: string) => words`✗ Denied by ${person(by)}:`,
  nobodySaw: 'Nothing was sealed: nobody was shown what is in it.',
  notSealed: 'Nothing is sealed yet.',
  sealed: (it: {
    readonly head: string
    readonly base: string
    /** Without a blob where they are new. */
    readonly files: readonly { readonly path: string; readonly blob: string }[]
    readonly rules: string
    readonly request: string
    readonly answers: string
  }) => {
    const files = withCommas(it.files.map(({ path, blob }) => words`${code(path)} at ${code(blob || 'new')}`))
    const seal = words`Sealed: head ${code(it.head)}, base ${code(it.base)}, ${files}, rules ${code(it.rules)}`
    return words`${seal}, request ${code(it.request)} (diff, evidence, reason). Beside it what the rules answer, ${code(it.answers)}.`
  },
}

export const verdictDifference = {
  still: (is: string, why: string) => `still ${is}: ${why}`,
  turned: (was: string, is: string, why: string) => `${was} → ${is}: ${why}`,
  counted: (person: string, role: string, rule: string) => `${person} for ${role} (${rule})`,
  open: (role: string, rule: string, people: readonly string[]) =>
    `${role} (${rule}): ${listWords(people, 'or') || 'nobody can fill this'}`,
  ignored: (person: string, why: string, reason: string) => `${person}: ${why} (${reason})`,
  counts: 'counts',
  isOpen: 'is open',
  doesNotCount: 'does not count',
  gone: (what: string, it: string) => `- ${what}: ${it}`,
  come: (what: string, it: string) => `+ ${what}: ${it}`,
  rule: (rule: string, was: string, is: string) => `${rule}: ${was} → ${is}`,
  weighed: (outcome: string, severity: string) => `${outcome} (${severity})`,
  doesNotApply: 'does not apply',
}

export const verdictTree = {
  verdict: (is: string, why: string) => `${is}: ${why}`,
  filled: (place: string, who: string) => `✓ ${place}: ${who}`,
  open: (place: string, people: readonly string[]) =>
    `○ ${place}: ${listWords(people, 'or') || 'nobody can fill this'}`,
  rule: (mark: string, rule: string) => `${mark} ${rule}`,
  ruleOfNobody: (mark: string, rule: string) => `${mark} ${rule}: nobody needs to approve`,
  place: (it: {
    readonly role: string
    readonly person: string | undefined
    readonly doors: readonly string[] | undefined
  }) => {
    const who = it.person === undefined ? it.role : `${it.role}, ${it.person} alone`
    return it.doors === undefined ? who : `${who} by ${listWords(it.doors, 'or')}`
  },
  doors: { github: 'a review on GitHub', slack: 'Slack' },
  rules: 'rules about models and changes',
  finding: (mark: string, rule: string, outcome: string) => `${mark} ${rule}: ${outcome}`,
  held: (rules: number) => `✓ ${count(rules, 'rule')} held`,
  ignored: 'votes that do not count',
  ignoredOf: (person: string, why: string, reason: string) => `${person}: ${why} (${reason})`,
}

export const voteWords = {
  notKnown: (why: string) => `Only \`/kedge help\` is for everybody. ${why}`,
  notKnownFix: 'ask a member of the workspace whom the people policy names',
  noRules: (errors: number) => `The policy repository has ${count(errors, 'error')}, so nothing can be answered yet.`,
  noRulesFix: '`kedge check` in a clone says where',
  change: (it: { readonly kind: string; readonly model: string; readonly to: string | undefined }) =>
    it.to === undefined ? `the ${it.kind} of ${it.model}` : `the ${it.kind} of ${it.model} to ${it.to}`,
  titled: (title: string) => `“${title}”`,
  approved: (what: string) => `Your approval of ${what} is recorded.`,
  denied: (what: string) => `Your denial of ${what} is recorded; it blocks until you approve.`,
  deniesNoMore: (why: string) => {
    const lower = `${why.charAt(0).toLowerCase()}${why.slice(1)}`
    return `Your denial is taken back; your approval does not count here: ${lower}`
  },
  taken: (model: string) => `The case of ${model} is yours.`,
}

export const playNotes = {
  reason: (headline: string, because: string) => `${capital(headline)}. ${because}`,
  told: (model: string, headline: string) => `${model}: ${headline}`,
  toldWhy: (model: string, reason: string) => {
    const name = `${model}.`
    return words`${strong(name)} ${reason}`
  },
  saidBy: (by: Words, model: string) => {
    const status = `/kedge status ${model}`
    return words`Said by ${by}. ${code(status)} says how it goes.`
  },
  wantedBy: (by: Words) => words`Wanted by ${by}. It is tried again while the case is open.`,
  did: {
    notify: {
      done: 'told one more channel',
      left: (why: string) => `did not tell one more channel: ${why}`,
      failed: (why: string) => `could not tell one more channel: ${why}`,
    },
    issue: {
      done: 'asked for an issue on GitHub',
      left: (why: string) => `did not open an issue on GitHub: ${why}`,
      failed: (why: string) => `could not open an issue on GitHub: ${why}`,
    },
    retrain: {
      done: 'asked to train it anew',
      left: (why: string) => `did not ask to train it anew: ${why}`,
      failed: (why: string) => `could not ask to train it anew: ${why}`,
    },
    rollback: {
      done: 'asked for the way back',
      left: (why: string) => `did not ask for the way back: ${why}`,
      failed: (why: string) => `could not ask for the way back: ${why}`,
    },
    hold: {
      done: 'asked to hold it',
      left: (why: string) => `did not ask to hold it: ${why}`,
      failed: (why: string) => `could not ask to hold it: ${why}`,
    },
  },
  notNow: {
    snoozed: 'the case is snoozed',
    'not-yet': 'somebody may still act',
    'in-hand': 'somebody looks after it',
    'change-open': 'something else is on its way to the model',
    'no-way-back': 'no older version passed its gates',
    'cooling-down': 'the last time is too short ago',
    'most-reached': 'it was done as often as it may be',
  },
  noBy: (rules: readonly string[]) => `no by ${listWords(rules)}`,
  automatic: 'Automatic',
  played: (playbook: string, did: string) => words`The playbook ${code(playbook)} ${did}.`,
  openedIssue: (playbook: string, issue: number, url: string) => {
    const number = `#${issue}`
    return words`The playbook ${code(playbook)} opened the issue ${link(number, url)}.`
  },
}

export const promiseNote = {
  kept: {
    respond: 'somebody to look after it',
    act: 'something to be done',
    recover: 'the KPIs to be good again',
    approve: 'the approvals',
    validate: 'the validation',
  },
  waited: (kept: string, promise: string) => `${kept} (promise ${promise})`,
  waitedOf: (kept: string, promise: string, of: string) => `${kept} of “${of}” (promise ${promise})`,
  late: (waited: string) => `Late: still waiting for ${waited}`,
  runsOut: (waited: string) => `The time runs out for ${waited}`,
  lateCalled: (it: {
    readonly waited: string
    readonly due: string
    readonly hasNoDeputy: boolean
    readonly who: readonly string[]
  }) =>
    inTurn([
      words`${strong('Late.')} Still waiting for ${it.waited}, due ${minute(it.due)}.`,
      it.hasNoDeputy ? ['Its owners have no deputy who is here.'] : [],
      inTurn(it.who.map(id => [ping(id)])),
    ]),
  runsOutDue: (waited: string, due: string) =>
    words`${strong('Running out.')} Still waiting for ${waited}: due ${minute(due)}.`,
  why: (because: string, fix: string) => `${because} fix: ${fix}`,
  whyLate: (because: string, fix: string) => `${because} fix: ${fix} The card takes the reason why it takes longer.`,
  lateSince: (waited: string, due: string) => words`${strong('Late')}, still waiting for ${waited}, due ${minute(due)}`,
  lateBecause: (late: Words, why: string, by: string) => words`${late}: ${why}, says ${person(by)}`,
  explain: 'Say why it takes longer',
  longer: (why: string) => `It takes longer: ${why}`,
  longerBy: (by: string, why: string) => words`${person(by)} says why it takes longer: ${why}`,
}
