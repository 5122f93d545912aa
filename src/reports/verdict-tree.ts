import type { Slot, Verdict } from '../approvals/approval.ts'
import type { Finding } from '../core/change.ts'
import { says } from '../words/says.ts'

/** A line and what hangs below it. */
interface Branch {
  readonly says: string
  readonly below?: readonly Branch[]
}

/** Of several models, each says of which. */
type Answered = Finding & { readonly blocks?: boolean; readonly model?: string }

/** Why a verdict came out as it did, as a tree in plain text: rules, who fills them, guardrails, votes that do not count. */
export function verdictTree(verdict: Verdict, findings: readonly Answered[] = []): string {
  const whole = says.verdictTree.verdict(verdict.is, verdict.says)
  return drawn({
    says: whole,
    below: [...ruleBranches(verdict), ...findingBranches(findings), ...ignoredBranches(verdict)],
  })
}

function ruleBranches({ rules, slots, counted, missing, ask }: Verdict): Branch[] {
  const { filled, open, unfilled, rule: named, ruleOfNobody } = says.verdictTree
  return rules.map(rule => {
    const mine = slots.filter(slot => slot.rule === rule)
    const below = mine.map((slot): Branch => {
      const who = counted.find(({ slot: { id } }) => id === slot.id)?.person
      if (who !== undefined) return { says: filled(placeWords(slot), who) }
      const asked = ask.find(({ slot: { id } }) => id === slot.id)
      return { says: asked ? open(placeWords(slot), asked.people) : unfilled(placeWords(slot)) }
    })
    const mark = missing.some(slot => slot.rule === rule) ? '○' : '✓'
    return { says: mine.length === 0 ? ruleOfNobody(mark, rule) : named(mark, rule), below }
  })
}

function placeWords({ role, person, via }: Slot): string {
  const doors = via?.map(door => says.verdictTree.doors[door])
  return says.verdictTree.place({ role, person, doors })
}

function findingBranches(findings: readonly Answered[]): Branch[] {
  if (findings.length === 0) return []
  const several = new Set(findings.map(({ model }) => model)).size > 1
  const good = findings.filter(({ outcome }) => outcome === 'pass')
  const others = findings
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ policy, model, outcome, blocks, trace }): Branch => {
      const rule = several && model !== undefined ? says.verdictTree.ruleOf(policy, model) : policy
      const mark = blocks ? '✗' : outcome === 'waived' ? '~' : '!'
      return { says: says.verdictTree.finding(mark, rule, outcome), below: trace.map(line => ({ says: line })) }
    })
  const held: Branch[] = good.length === 0 ? [] : [{ says: says.verdictTree.held(good.length) }]
  return [{ says: says.verdictTree.rules, below: [...others, ...held] }]
}

function ignoredBranches({ ignored }: Verdict): Branch[] {
  if (ignored.length === 0) return []
  const below = ignored.map(it => ({ says: says.verdictTree.ignoredOf(it.person, it.says, it.code) }))
  return [{ says: says.verdictTree.ignored, below }]
}

function drawn({ says: line, below = [] }: Branch): string {
  return [line, ...below.flatMap((branch, i) => hung(branch, i === below.length - 1))].join('\n')
}

function hung(branch: Branch, isLast: boolean): string[] {
  const [first = '', ...rest] = drawn(branch).split('\n')
  return [`${isLast ? '└─' : '├─'} ${first}`, ...rest.map(line => `${isLast ? '  ' : '│ '} ${line}`)]
}
