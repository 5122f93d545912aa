/** What a card said when its button was pressed: the seal, which pins what is asked, and what the rules answered. */
import { canonicalJson, digestOf } from './canonical.ts'
import type { Finding } from './change.ts'

type Answer = Pick<Finding, 'policy' | 'outcome' | 'severity'> &
  Partial<Pick<Finding, 'measured' | 'trace'>> & { readonly model?: string; readonly blocks?: boolean }

export interface Shown {
  readonly seal: string
  /** Left out on cards from before it was carried. */
  readonly answers?: string
}

/** Whether the rules answer the same. That a number moved within its limits is nothing new; beyond them, by how much is. */
export function answerAlike(some: readonly Answer[], others: readonly Answer[]): boolean {
  return canonicalJson(answersOf(some)) === canonicalJson(answersOf(others))
}

/** The value of a button: opaque to whoever presses it, and looked up again when it comes back. */
export function shownValue(seal: string, findings: readonly Answer[]): string {
  return `${seal}.${answersName(findings)}`
}

export function readShown(value: string): Shown {
  const [seal = '', answers] = value.split('.')
  return { seal, ...(answers !== undefined && { answers }) }
}

/** A name for what the rules answer, short enough for a button. */
export function answersName(findings: readonly Answer[]): string {
  return digestOf(answersOf(findings)).slice(0, 12)
}

const answersOf = (all: readonly Answer[]) =>
  all.map(it => {
    const beyond = it.measured && (it.outcome === 'fail' || it.outcome === 'unknown')
    return [it.policy, it.model ?? null, it.outcome, it.severity, it.blocks ?? null, beyond ? (it.trace ?? null) : null]
  })
