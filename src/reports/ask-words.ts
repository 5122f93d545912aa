import type { Finding, Request } from '../core/change.ts'
import { type Change, movesOf } from '../core/change-state.ts'
import { type Button, code, type Document, person, strong, type Words } from '../core/document.ts'
import type { PlannedFinding } from '../core/planned.ts'
import type { Problem } from '../core/problem.ts'
import { aKindTo } from '../core/request-words.ts'
import { ticked } from '../core/ticked.ts'
import { capital, count } from '../core/words.ts'
import { itselfWords, pullOf } from './asker-words.ts'
import { cut, line } from './clean.ts'
import { findingBlocks } from './findings.ts'
import { sentence } from './sentence.ts'

export function askedFor({ title, findings, emergency }: Request): Document {
  const summary = `Asked: ${title}`
  const urgent = emergency
    ? ' As an emergency: where a rule knows one, it asks for less now and for a review later.'
    : ''
  return {
    summary,
    blocks: [
      { is: 'text', words: [strong(summary), `. The pull request and the approval card follow.${urgent}`] },
      ...findingBlocks(findings),
    ],
  }
}

export function alreadyOpen(change: Change, by: string): Document {
  const { model, title, to } = change.request
  const [move] = movesOf(change)
  return {
    summary: `${model ?? title}: ${aKindTo(change.request)} is already on its way`,
    blocks: [
      {
        is: 'text',
        words: [
          ...wish(change),
          ' was asked for by ',
          ...(itselfWords(change.request) ?? [who(change.asked.by, by)]),
          `${pullOf(change)}. A model takes one change at a time.`,
        ],
      },
      { is: 'note', words: ticked(`fix: ${change.merged ? waits(model ?? move?.model, to ?? move?.to) : OPEN}`) },
    ],
  }
}

/** Something is in the way that also is about what may not be shown here. */
export function busyUnseen(name: string | undefined): Document {
  const of = name ?? 'It'
  return sentence(
    `${of} takes one change at a time, and one is on its way that may not be shown here.`,
    'ask where all of it may be shown, or wait until it is done',
  )
}

/** An emergency asks fewer people, and gets past none of those who said no. */
export function deniedBefore(change: Change, denier: string, by: string): Document {
  const { model, title } = change.request
  const them = denier === by ? 'take your denial back on its card' : 'talk to them'
  return {
    summary: `${model ?? title}: ${aKindTo(change.request)} was denied`,
    blocks: [
      {
        is: 'text',
        words: [
          ...wish(change),
          ' was denied by ',
          who(denier, by),
          `${pullOf(change)}. Asking for the same as an emergency does not get past a denial.`,
        ],
      },
      {
        is: 'note',
        words: ticked(`fix: ${them}: a denial blocks until whoever gave it takes it back, and then it can be asked`),
      },
    ],
  }
}

function wish({ request: { kind, model, title, to } }: Change): Words {
  return [model === undefined ? `“${title}”` : `A ${kind} of ${model}`, ...(to === undefined ? [] : [' to ', code(to)])]
}

const who = (id: string, reader: string) => (id === reader ? 'you' : person(id))

const OPEN = '`/kedge approvals` says what it waits for; close its pull request to ask for something else'
const waits = (model = '', to = 'it') =>
  `it is merged and ends when ${to} is what runs; \`/kedge status ${model}\` says what runs now`

/** It makes no sense, whoever asks. `name` is the model’s. */
export function refusedPlan(name: string | undefined, { says, fix }: { says: string; fix: string }): Document {
  return sentence(`${name === undefined ? 'Not asked' : `${name}, not asked`}: ${says}.`, fix)
}

/** The same in one plain line, for beside an input: nothing is drawn as code there, and a list of all there is can be long. */
export function refusedLine({ says, fix }: { says: string; fix: string }): string {
  return cut(line(`${capital(says)}${/[.?]$/.test(says) ? '' : '.'} Fix: ${fix}`).replaceAll('`', ''), 400)
}

/** The files would not be good ones any more. */
export function refusedProblems(title: string, problems: readonly Problem[]): Document {
  const summary = `Not asked: ${title}. ${count(problems.length, 'error')} would be in the files`
  const items = problems.slice(0, 10).map(({ file, says, fix }): Words => [code(file ?? ''), ` ${says} Fix: ${fix}`])
  return {
    summary,
    blocks: [
      { is: 'text', words: [`${summary}.`] },
      { is: 'list', items },
    ],
  }
}

/** `mayWaive`: whoever reads it may ask for an exception, for the model that each rule says no to. */
export function refusedBy(title: string, stopped: readonly PlannedFinding[], mayWaive: boolean): Document {
  const no = `${count(stopped.length, 'rule')} ${stopped.length === 1 ? 'says' : 'say'} no`
  const summary = `Not asked: ${title}. ${no}`
  const several = new Set(stopped.map(({ model }) => model)).size > 1
  const all = mayWaive ? stopped.filter(isWaivable).map(it => waiveButton(it, several)) : []
  const buttons = [...new Map(all.map(it => [it.value, it])).values()]
  return {
    summary,
    blocks: [
      { is: 'text', words: [`${summary}.`] },
      ...findingBlocks(stopped),
      ...(buttons.length === 0 ? [] : [{ is: 'buttons', buttons } as const]),
    ],
  }
}

const isWaivable = ({ waivable, mayWaive = [] }: Finding) => waivable !== false && mayWaive.length > 0

const waiveButton = ({ policy, model }: PlannedFinding, several: boolean): Button => ({
  action: 'waive',
  text: `Ask to waive ${policy}${several ? ` for ${model}` : ''}`,
  value: `${policy} ${model}`,
})
