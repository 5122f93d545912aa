import type { Case } from '../core/case.ts'
import { type Block, code, type Document, minute, person, strong, type Words } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import { count, dayWords, withUnit } from '../core/words.ts'
import { byItself } from './asker-words.ts'
import { headline } from './case-headline.ts'
import { endOf, timesWords, whyAgain } from './case-standing.ts'
import { githubTitle } from './github-text.ts'
import { withPart } from './segment-words.ts'
import { shownOf } from './shown-monitors.ts'

export function issueTitle(model: Model, { monitors }: Pick<Case, 'monitors'>): string {
  return githubTitle(`${model.id}: ${headline(model, monitors)}`)
}

/** What an issue says when it is opened. What is known later stands on the card, which it names the way to. */
export function issueDocument(model: Model, it: Case): Document {
  const { monitors, owner, detected, played = [] } = it
  const { shown, left } = shownOf(monitors)
  const items = shown.map(({ kpi, latest, since, ...part }): Words => {
    const { name = kpi, unit = '', limit } = model.kpis?.[kpi] ?? {}
    const agreed = limit === undefined ? '' : `, limit ${withUnit(limit, unit)}`
    return [strong(withPart(name, part)), `: ${withUnit(latest.value, unit)}${agreed}; since ${dayWords(since)}`]
  })
  const by = played.find(({ act }) => act === 'issue')?.playbook
  const blocks: Block[] = [
    { is: 'text', words: [strong(model.name), `: ${headline(model, monitors)}.`] },
    { is: 'list', items: left === undefined ? items : [...items, [left]] },
    { is: 'text', words: ['Owner: ', person(owner), '. Detected ', minute(detected), '.'] },
    {
      is: 'note',
      words: [
        ...(by === undefined ? [] : ['Opened by ', ...byItself(by), '. ']),
        'It is closed with the case ',
        code(it.id),
        '; ',
        code(`/kedge status ${model.id}`),
        ' says how it stands.',
      ],
    },
  ]
  return { summary: issueTitle(model, it), blocks }
}

/** That the case goes on: nobody opens the issue again, so it says so. */
export function againDocument({ model, monitors, rounds = [] }: Case): Document {
  const last = rounds.at(-1)?.again
  const why: Words = last ? whyAgain(last) : [' because it fired again.']
  const when: Words = last ? [' ', minute(last.at)] : []
  const words: Words = [strong('The case was opened again'), ...when, ...why]
  const how: Words = [
    code(`/kedge status ${model}`),
    ` says how it stands; ${count(monitors.length, 'monitor is', 'monitors are')} in it.`,
  ]
  return {
    summary: `${model}: again`,
    blocks: [
      { is: 'text', words },
      { is: 'note', words: how },
    ],
  }
}

/** The last word, with the times of the case. */
export function recoveredDocument({ model, closed }: Case): Document {
  const words: Words = closed ? timesWords(closed) : [strong('Recovered.')]
  return { summary: `${model}: ${closed ? endOf(closed) : 'recovered'}`, blocks: [{ is: 'text', words }] }
}
