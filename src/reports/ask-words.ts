import type { Finding, Request } from '../core/change.ts'
import { type Change, isTakenBackHere, movesOf } from '../core/change-state.ts'
import type { PlannedFinding } from '../core/planned.ts'
import type { Problem } from '../core/problem.ts'
import type { Button, Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked, unticked } from '../words/ticked.ts'
import { itselfWords } from './asker-words.ts'
import { cut, line } from './clean.ts'
import { findingBlocks } from './findings.ts'
import { sentence } from './sentence.ts'

export function askedFor({ title, findings, emergency }: Request): Document {
  const { asked, follows, followsAtOnce } = says.askWords
  const summary = asked(title)
  return {
    summary,
    blocks: [{ is: 'text', words: emergency ? followsAtOnce(summary) : follows(summary) }, ...findingBlocks(findings)],
  }
}

export function alreadyOpen(change: Change, by: string): Document {
  const { askWords } = says
  const { model, title, to } = change.request
  const [move] = movesOf(change)
  const asked = {
    wish: askWords.wish(change.request),
    by: itselfWords(change.request) ?? askWords.you(change.asked.by, by),
    pull: change.pull?.pull,
  }
  const fix = change.merged ? askWords.mergedFix(model ?? move?.model, to ?? move?.to) : openFix(change, by)
  return {
    summary: askWords.onItsWay(model ?? title, change.request),
    blocks: [
      { is: 'text', words: askWords.alreadyAsked(asked) },
      { is: 'note', words: ticked(says.sentence.fix(fix)) },
    ],
  }
}

/** Whoever asked takes it back on its card; what Kedge or a pull request of their own brought is closed on GitHub. */
function openFix(change: Change, by: string): string {
  const { openFix: onGitHub, openFixOfYours, openFixOfTheirs } = says.askWords
  if (!isTakenBackHere(change) || change.card === undefined) return onGitHub
  return change.asked.by === by ? openFixOfYours : openFixOfTheirs
}

/** A case is not closed over it. `pull` and `card`: where its pull request and its card are. */
export function stillInCase(
  change: Change,
  by: string,
  { pull, card }: { readonly pull: string | undefined; readonly card: string | undefined },
): Document {
  const { askWords } = says
  const asked = {
    wish: askWords.wish(change.request),
    by: itselfWords(change.request) ?? askWords.you(change.asked.by, by),
    pull: pull === undefined ? undefined : says.changeNotes.pull(change.pull?.pull, pull),
  }
  return {
    summary: askWords.onItsWay(change.request.model ?? change.request.title, change.request),
    blocks: [
      { is: 'text', words: askWords.inCase(asked) },
      { is: 'note', words: inCaseFix(change, by, card) },
    ],
  }
}

function inCaseFix(change: Change, by: string, card: string | undefined): Words {
  const { inCaseMerged, inCaseJustAsked, inCaseOnGitHub, inCaseOfYours, inCaseOfTheirs, itsCard } = says.askWords
  const { model, to } = change.request
  const [move] = movesOf(change)
  if (!change.pull) return inCaseJustAsked
  if (change.merged) return inCaseMerged(model ?? move?.model, to ?? move?.to)
  if (!isTakenBackHere(change) || change.card === undefined) return inCaseOnGitHub
  return (change.asked.by === by ? inCaseOfYours : inCaseOfTheirs)(itsCard(card))
}

/** Something is in the way that also is about what may not be shown here. */
export function busyUnseen(name: string | undefined): Document {
  return sentence(says.askWords.busyUnseen(name), says.askWords.busyUnseenFix)
}

/** An emergency asks fewer people, and gets past none of those who said no. */
export function deniedBefore(change: Change, denier: string, by: string): Document {
  const { askWords } = says
  const { model, title } = change.request
  const wish = askWords.wish(change.request)
  return {
    summary: askWords.denied(model ?? title, change.request),
    blocks: [
      {
        is: 'text',
        words: askWords.alreadyDenied({ wish, by: askWords.you(denier, by), pull: change.pull?.pull }),
      },
      {
        is: 'note',
        words: [says.sentence.fix(fixOfDenial(change, denier === by))],
      },
    ],
  }
}

function fixOfDenial({ closed }: Change, isYours: boolean): string {
  const { yourDenialFix, theirDenialFix, closedDenialFix } = says.askWords
  if (closed) return closedDenialFix
  return isYours ? yourDenialFix : theirDenialFix
}

/** It makes no sense, whoever asks. `name` is the model’s. */
export function refusedPlan(name: string | undefined, it: { says: string; fix: string }): Document {
  return sentence(says.askWords.refused(name, it.says), it.fix)
}

/** The same in one plain line, for beside an input: nothing is drawn as code there, and a list of all there is can be long. */
export function refusedLine(it: { says: string; fix: string }): string {
  return cut(unticked(line(says.askWords.inOneLine(it.says, it.fix))), 400)
}

/** The files would not be good ones any more. */
export function refusedProblems(title: string, problems: readonly Problem[]): Document {
  const { askWords } = says
  const summary = askWords.wrongFiles(title, problems.length)
  const items = problems
    .slice(0, 10)
    .map((it): Words => askWords.wrongFile({ file: it.file ?? '', wrong: it.says, fix: it.fix }))
  return {
    summary,
    blocks: [
      { is: 'text', words: [askWords.ended(summary)] },
      { is: 'list', items },
    ],
  }
}

/** `mayWaive`: whoever reads it may ask for an exception, for the model that each rule says no to. */
export function refusedBy(title: string, stopped: readonly PlannedFinding[], mayWaive: boolean): Document {
  const summary = says.askWords.rulesSayNo(title, stopped.length)
  const several = new Set(stopped.map(({ model }) => model)).size > 1
  const all = mayWaive ? stopped.filter(isWaivable).map(it => waiveButton(it, several)) : []
  const buttons = [...new Map(all.map(it => [it.value, it])).values()]
  return {
    summary,
    blocks: [
      { is: 'text', words: [says.askWords.ended(summary)] },
      ...findingBlocks(stopped),
      ...(buttons.length === 0 ? [] : [{ is: 'buttons', buttons } as const]),
    ],
  }
}

const isWaivable = ({ waivable, mayWaive = [] }: Finding) => waivable !== false && mayWaive.length > 0

const waiveButton = ({ policy, model }: PlannedFinding, several: boolean): Button => ({
  action: 'waive',
  text: several ? says.askWords.waiveFor(policy, model) : says.askWords.waive(policy),
  value: `${policy} ${model}`,
})
