import type { Verdict } from '../approvals/approval.ts'
import type { Finding } from '../core/change.ts'
import { says } from '../words/says.ts'

/** What differs between two verdicts, the whole first; what is the same in both is left out. */
export function verdictDifference(before: Verdict, after: Verdict): readonly string[] {
  const { still, turned, counts, isOpen, doesNotCount } = says.verdictDifference
  const whole = before.is === after.is ? still(after.is, after.says) : turned(before.is, after.is, after.says)
  const then = after.is === before.is || !('fix' in after) ? [] : [`  ${says.sentence.fix(after.fix)}`]
  return [
    whole,
    ...then,
    ...moved(countedIn(before), countedIn(after), counts),
    ...moved(openIn(before), openIn(after), isOpen),
    ...moved(ignoredIn(before), ignoredIn(after), doesNotCount),
  ]
}

function countedIn({ counted }: Verdict): readonly string[] {
  return counted.map(({ person, slot }) => says.verdictDifference.counted(person, slot.role, slot.rule))
}

function openIn({ missing, ask }: Verdict): readonly string[] {
  return missing.map(({ id, role, rule }) => {
    const people = ask.find(({ slot }) => slot.id === id)?.people ?? []
    return says.verdictDifference.open(role, rule, people)
  })
}

function ignoredIn({ ignored }: Verdict): readonly string[] {
  return ignored.map(it => says.verdictDifference.ignored(it.person, it.says, it.code))
}

/** Gone ones before new ones, each as often as it is there more. */
function moved(before: readonly string[], after: readonly string[], what: string): readonly string[] {
  const { gone, come } = says.verdictDifference
  return [
    ...without(before, after).map(words => gone(what, words)),
    ...without(after, before).map(words => come(what, words)),
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
  const name = ({ policy, model }: OfModel) =>
    several && model !== undefined ? says.verdictTree.ruleOf(policy, model) : policy
  const [was, is] = [Map.groupBy(before, name), Map.groupBy(after, name)]
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap(rule => {
    const [from, to] = [was.get(rule) ?? [], is.get(rule) ?? []]
    if (answer(from) === answer(to)) return []
    const turned = says.verdictDifference.rule(rule, answer(from), answer(to))
    return [turned, ...to.flatMap(({ trace }) => trace.map(line => `  ${line}`))]
  })
}

function answer(findings: readonly Finding[]): string {
  const { weighed, doesNotApply } = says.verdictDifference
  const words = findings.map(({ outcome, severity }) =>
    outcome === 'fail' || outcome === 'unknown' ? weighed(outcome, severity) : outcome,
  )
  return words.sort().join(', ') || doesNotApply
}
