import type { Slot, Verdict } from '../approvals/approval.ts'
import type { Finding } from '../core/change.ts'
import { says } from '../words/says.ts'
import { type Faces, line, nameOf } from './clean.ts'
import { verdictLine } from './verdict-words.ts'

/** A line and what hangs below it. */
interface Branch {
  readonly says: string
  readonly below?: readonly Branch[]
}

/** Of several models, each says of which. */
type Answered = Finding & { readonly blocks?: boolean; readonly model?: string }

/**
 * Why a verdict came out as it did, as a tree in plain text: rules, who fills them, guardrails, votes that do not count.
 * Whoever is not in `people` goes by their key: where people type keys, none is given.
 */
export function verdictTree(verdict: Verdict, findings: readonly Answered[], people: Faces = {}): string {
  const whole = says.verdictTree.verdict(verdict.is, verdictLine(verdict, people))
  return drawn({
    says: whole,
    below: [...ruleBranches(verdict, people), ...findingBranches(findings), ...ignoredBranches(verdict, people)],
  })
}

function ruleBranches({ rules, slots, counted, missing, ask }: Verdict, people: Faces): Branch[] {
  const { filled, open, unfilled, rule: named, ruleOfNobody } = says.verdictTree
  return rules.map(rule => {
    const mine = slots.filter(slot => slot.rule === rule)
    const below = mine.map((slot): Branch => {
      const who = counted.find(({ slot: { id } }) => id === slot.id)?.person
      if (who !== undefined) return { says: filled(placeWords(slot, people), nameOf(who, people)) }
      const asked = ask.find(({ slot: { id } }) => id === slot.id)
      const place = placeWords(slot, people)
      return {
        says: asked
          ? open(
              place,
              asked.people.map(id => nameOf(id, people)),
            )
          : unfilled(place),
      }
    })
    const mark = missing.some(slot => slot.rule === rule) ? '○' : '✓'
    return { says: mine.length === 0 ? ruleOfNobody(mark, rule) : named(mark, rule), below }
  })
}

function placeWords({ role, person: id, via }: Slot, people: Faces): string {
  const doors = via?.map(door => says.verdictTree.doors[door])
  return says.verdictTree.place({ role, person: id === undefined ? id : nameOf(id, people), doors })
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

function ignoredBranches({ ignored }: Verdict, people: Faces): Branch[] {
  if (ignored.length === 0) return []
  const below = ignored.map(it => ({ says: says.verdictTree.ignoredOf(nameOf(it.person, people), it.says, it.code) }))
  return [{ says: says.verdictTree.ignored, below }]
}

/** Each on a line of its own: no name or value draws a branch that is not there. */
function drawn({ says: words, below = [] }: Branch): string {
  return [line(words), ...below.flatMap((branch, i) => hung(branch, i === below.length - 1))].join('\n')
}

function hung(branch: Branch, isLast: boolean): string[] {
  const [first = '', ...rest] = drawn(branch).split('\n')
  return [`${isLast ? '└─' : '├─'} ${first}`, ...rest.map(line => `${isLast ? '  ' : '│ '} ${line}`)]
}
