import type { Block } from '../core/document.ts'
import { code, strong } from '../core/document.ts'
import type { Answer, RuleVerdicts, VerdictChange } from '../core/planned.ts'
import { count } from '../core/words.ts'

/** What a rule says differently, a row a model, with how many models stay as they were. */
export function verdictBlocks({ rule, changed, unchanged }: RuleVerdicts, shown: number): Block[] {
  const models = new Set(changed.map(({ model }) => model)).size
  const same = `${count(unchanged, 'model')} as before`
  const words =
    changed.length === 0
      ? `judges no model differently; ${same}.`
      : `judges ${count(models, 'model')} differently; ${same}.`
  const head: Block = { is: 'text', words: [strong(rule), ` ${words}`] }
  if (changed.length === 0) return [head]
  const left = changed.length - shown
  return [
    head,
    { is: 'table', head: ['Model', 'When', 'Old rules', 'New rules', 'Why'], rows: changed.slice(0, shown).map(rowOf) },
    ...(left > 0
      ? [{ is: 'text', words: [`… and ${count(left, 'row')} more: `, code('kedge plan --format json')] } as const]
      : []),
  ]
}

function rowOf({ model, at, from, to }: VerdictChange): string[] {
  const when = at.map(it => (it === 'rest' ? 'as it stands' : it)).join(', ')
  const why = to.trace.length > 0 ? to.trace : from.trace
  return [model, when, answerWords(from), answerWords(to), why.join('; ').slice(0, 200)]
}

const SAID: Partial<Record<Answer['outcome'], string>> = { skip: 'does not apply', absent: 'no such rule' }

function answerWords({ outcome, severity }: Answer): string {
  return SAID[outcome] ?? (severity === undefined ? outcome : `${outcome} (${severity})`)
}
