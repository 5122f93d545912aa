import type { Answer, RuleVerdicts, VerdictChange } from '../core/planned.ts'
import type { Block } from '../words/document.ts'
import { says } from '../words/says.ts'

/** What a rule says differently, a row a model, with how many models stay as they were. */
export function verdictBlocks({ rule, changed, unchanged }: RuleVerdicts, shown: number): Block[] {
  const models = new Set(changed.map(({ model }) => model)).size
  const { same, different, head, more } = says.planVerdictWords
  if (changed.length === 0) return [{ is: 'text', words: same(rule, unchanged) }]
  const left = changed.length - shown
  return [
    { is: 'text', words: different(rule, models, unchanged) },
    { is: 'table', head, rows: changed.slice(0, shown).map(rowOf) },
    ...(left > 0 ? [{ is: 'text', words: more(left) } as const] : []),
  ]
}

function rowOf({ model, at, from, to }: VerdictChange): string[] {
  const when = says.planVerdictWords.when(at.map(it => (it === 'rest' ? says.planVerdictWords.atRest : it)))
  const why = to.trace.length > 0 ? to.trace : from.trace
  return [model, when, answerWords(from), answerWords(to), why.join('; ').slice(0, 200)]
}

const SAID: Partial<Record<Answer['outcome'], string>> = says.planVerdictWords.outcomes

function answerWords({ outcome, severity }: Answer): string {
  return SAID[outcome] ?? (severity === undefined ? outcome : says.planVerdictWords.answer(outcome, severity))
}
