import type { Slot, Verdict } from '../approvals/approval.ts'
import type { Finding } from '../core/change.ts'
import { count, listWords } from '../core/words.ts'

/** A line and what hangs below it. */
interface Branch {
  readonly says: string
  readonly below?: readonly Branch[]
}

/** Of several models, each says of which. */
type Answered = Finding & { readonly blocks?: boolean; readonly model?: string }

/** Why a verdict came out as it did, as a tree in plain text: rules, who fills them, guardrails, votes that do not count. */
export function verdictTree(verdict: Verdict, findings: readonly Answered[] = []): string {
  const says = `${verdict.is}: ${verdict.says}`
  return drawn({ says, below: [...ruleBranches(verdict), ...findingBranches(findings), ...ignoredBranches(verdict)] })
}

function ruleBranches({ rules, slots, counted, missing, ask }: Verdict): Branch[] {
  return rules.map(rule => {
    const mine = slots.filter(slot => slot.rule === rule)
    const below = mine.map((slot): Branch => {
      const who = counted.find(({ slot: { id } }) => id === slot.id)?.person
      if (who !== undefined) return { says: `✓ ${placeWords(slot)}: ${who}` }
      const people = ask.find(({ slot: { id } }) => id === slot.id)?.people ?? []
      return { says: `○ ${placeWords(slot)}: ${listWords(people, 'or') || 'nobody can fill this'}` }
    })
    const open = missing.filter(slot => slot.rule === rule).length
    return { says: `${open === 0 ? '✓' : '○'} ${rule}${mine.length === 0 ? ': nobody needs to approve' : ''}`, below }
  })
}

function placeWords({ role, person, via }: Slot): string {
  const doors = via?.map(door => (door === 'github' ? 'a review on GitHub' : 'Slack'))
  return `${role}${person === undefined ? '' : `, ${person} alone`}${doors ? ` by ${listWords(doors, 'or')}` : ''}`
}

function findingBranches(findings: readonly Answered[]): Branch[] {
  if (findings.length === 0) return []
  const several = new Set(findings.map(({ model }) => model)).size > 1
  const good = findings.filter(({ outcome }) => outcome === 'pass')
  const others = findings
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ policy, model, outcome, blocks, trace }): Branch => {
      const rule = several && model !== undefined ? `${policy} of ${model}` : policy
      const mark = blocks ? '✗' : outcome === 'waived' ? '~' : '!'
      return { says: `${mark} ${rule}: ${outcome}`, below: trace.map(says => ({ says })) }
    })
  const held: Branch[] = good.length === 0 ? [] : [{ says: `✓ ${count(good.length, 'rule')} held` }]
  return [{ says: 'rules about models and changes', below: [...others, ...held] }]
}

function ignoredBranches({ ignored }: Verdict): Branch[] {
  if (ignored.length === 0) return []
  return [
    { says: 'votes that do not count', below: ignored.map(it => ({ says: `${it.person}: ${it.says} (${it.code})` })) },
  ]
}

function drawn({ says, below = [] }: Branch): string {
  return [says, ...below.flatMap((branch, i) => hung(branch, i === below.length - 1))].join('\n')
}

function hung(branch: Branch, isLast: boolean): string[] {
  const [first = '', ...rest] = drawn(branch).split('\n')
  return [`${isLast ? '└─' : '├─'} ${first}`, ...rest.map(line => `${isLast ? '  ' : '│ '} ${line}`)]
}
