import type { Finding, Request } from '../core/change.ts'
import type { Change } from '../core/change-state.ts'
import type { Document } from '../core/document.ts'
import { code, person, strong } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import { ticked } from '../core/ticked.ts'
import { count } from '../core/words.ts'
import { findingBlocks } from './findings.ts'
import { sentence } from './sentence.ts'

export function askedFor(model: Model, request: Request): Document {
  const summary = `Asked: ${model.name} back from ${request.from} to ${request.to}`
  return {
    summary,
    blocks: [
      { is: 'text', words: [strong(summary), '. The pull request and the approval card follow.'] },
      ...findingBlocks(request.findings),
    ],
  }
}

export function alreadyOpen(model: Model, change: Change, by: string): Document {
  const { kind, to } = change.request
  const whose = change.asked.by === by ? ['you'] : [person(change.asked.by)]
  const pull = change.pull === undefined ? '' : `, pull request #${change.pull.pull}`
  return {
    summary: `${model.name}: a ${kind} to ${to} is already on its way`,
    blocks: [
      {
        is: 'text',
        words: [
          `A ${kind} of ${model.name} to `,
          code(to ?? ''),
          ' was asked for by ',
          ...whose,
          `${pull}. A model takes one change at a time.`,
        ],
      },
      { is: 'note', words: ticked(`fix: ${change.merged ? waits(model, to) : OPEN}`) },
    ],
  }
}

const OPEN = '`/kedge approvals` says what it waits for; close its pull request to ask for something else'
const waits = (model: Model, to = 'it') =>
  `it is merged and ends when ${to} is what runs; \`/kedge status ${model.id}\` says what runs now`

export function refusedPlan(model: Model, to: string, { says, fix }: { says: string; fix: string }): Document {
  return sentence(`${model.name} cannot go to ${to}: ${says}.`, fix)
}

export function refusedBy(model: Model, to: string, stopped: readonly Finding[]): Document {
  const summary = `${model.name} may not go back to ${to}: ${count(stopped.length, 'rule')} ${stopped.length === 1 ? 'says' : 'say'} no`
  return { summary, blocks: [{ is: 'text', words: [`${summary}.`] }, ...findingBlocks(stopped)] }
}
