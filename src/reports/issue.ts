import { begunAt } from '../core/breach.ts'
import type { Case } from '../core/case.ts'
import type { Model } from '../core/model.ts'
import type { Block, Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { byItself } from './asker-words.ts'
import { headline } from './case-headline.ts'
import { endOf, timesWords, whyAgain } from './case-standing.ts'
import { githubTitle } from './github-text.ts'
import { withPart } from './segment-words.ts'
import { shownOf } from './shown-monitors.ts'

export function issueTitle(model: Model, { monitors }: Pick<Case, 'monitors'>): string {
  return githubTitle(says.issue.title(model.id, headline(model, monitors)))
}

/** What an issue says when it is opened. What is known later stands on the card, which it names the way to. */
export function issueDocument(model: Model, it: Case): Document {
  const { monitors, owner, detected, played = [] } = it
  const { shown, left } = shownOf(monitors)
  const items = shown.map(({ kpi, latest, since, ...part }): Words => {
    const { name = kpi, unit = '', limit } = model.kpis?.[kpi] ?? {}
    return says.issue.monitor({
      kpi: withPart(name, part),
      value: latest.value,
      unit,
      limit,
      since: begunAt({ since, latest }),
    })
  })
  const by = played.find(({ act }) => act === 'issue')?.playbook
  const closed = says.issue.closedWith({ case: it.id, model: model.id })
  const blocks: Block[] = [
    { is: 'text', words: says.issue.headline(model.name, headline(model, monitors)) },
    { is: 'list', items: left === undefined ? items : [...items, [left]] },
    { is: 'text', words: says.issue.owner(owner, detected) },
    { is: 'note', words: by === undefined ? closed : says.issue.openedBy(byItself(by), closed) },
  ]
  return { summary: issueTitle(model, it), blocks }
}

/** That the case goes on: nobody opens the issue again, so it says so. */
export function againDocument({ model, monitors, rounds = [] }: Case): Document {
  const last = rounds.at(-1)?.again
  const words = last
    ? says.issue.openedAgainAt(last.at, whyAgain(last))
    : says.issue.openedAgain([says.caseStanding.firedAgain])
  const how = says.issue.stands(model, monitors.length)
  return {
    summary: says.issue.again(model),
    blocks: [
      { is: 'text', words },
      { is: 'note', words: how },
    ],
  }
}

/** The last word, with the times of the case. */
export function recoveredDocument({ model, closed }: Case): Document {
  const { ended, recovered } = says.issue
  const words = closed ? timesWords(closed) : [recovered.said]
  return { summary: ended(model, closed ? endOf(closed) : recovered.summary), blocks: [{ is: 'text', words }] }
}
