import type { Verdict } from '../approvals/approval.ts'
import type { Finding } from '../core/change.ts'
import { listWords } from '../core/words.ts'

/** What differs between two verdicts, the whole first; what is the same in both is left out. */
export function verdictDifference(before: Verdict, after: Verdict): readonly string[] {
  const whole =
    before.is === after.is ? `still ${after.is}: ${after.says}` : `${before.is} → ${after.is}: ${after.says}`
  const then = after.is === before.is || !('fix' in after) ? [] : [`  fix: ${after.fix}`]
  return [
    whole,
    ...then,
    ...moved(countedIn(before), countedIn(after), 'counts'),
    ...moved(openIn(before), openIn(after), 'is open'),
    ...moved(ignoredIn(before), ignoredIn(after), 'does not count'),
  ]
}

function countedIn({ counted }: Verdict): readonly string[] {
  return counted.map(({ person, slot }) => `${person} for ${slot.role} (${slot.rule})`)
}

function openIn({ missing, ask }: Verdict): readonly string[] {
  return missing.map(({ id, role, rule }) => {
    const people = ask.find(({ slot }) => slot.id === id)?.people ?? []
    return `${role} (${rule}): ${listWords(people, 'or') || 'nobody can fill this'}`
  })
}

function ignoredIn({ ignored }: Verdict): readonly string[] {
  return ignored.map(({ person, says, code }) => `${person}: ${says} (${code})`)
}

/** Gone ones before new ones, each as often as it is there more. */
function moved(before: readonly string[], after: readonly string[], what: string): readonly string[] {
  return [
    ...without(before, after).map(words => `- ${what}: ${words}`),
    ...without(after, before).map(words => `+ ${what}: ${words}`),
  ]
}

function without(these: readonly string[], those: readonly string[]): readonly string[] {
  const left = [...those]
  return these.filter(words => {
    const at = left.indexOf(words)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

type OfModel = Finding & { readonly model?: string }

/** Which rules would answer otherwise, each with its new trace; empty where none would. Of several models, of which. */
export function findingsDifference(before: readonly OfModel[], after: readonly OfModel[]): readonly string[] {
  const several = new Set([...before, ...after].map(({ model }) => model)).size > 1
  const name = ({ policy, model }: OfModel) => (several && model !== undefined ? `${policy} of ${model}` : policy)
  const [was, is] = [Map.groupBy(before, name), Map.groupBy(after, name)]
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap(rule => {
    const [from, to] = [was.get(rule) ?? [], is.get(rule) ?? []]
    if (answer(from) === answer(to)) return []
    return [`${rule}: ${answer(from)} → ${answer(to)}`, ...to.flatMap(({ trace }) => trace.map(line => `  ${line}`))]
  })
}

function answer(findings: readonly Finding[]): string {
  const words = findings.map(({ outcome, severity }) =>
    outcome === 'fail' || outcome === 'unknown' ? `${outcome} (${severity})` : outcome,
  )
  return words.sort().join(', ') || 'does not apply'
}
