import type { Finding } from '../core/change.ts'
import type { Block, Words } from '../words/document.ts'
import { says } from '../words/says.ts'

const MARK: Record<Finding['outcome'], string> = { pass: '✓', fail: '✗', unknown: '?', skip: '–', waived: '~' }

/** Every rule’s answer with its trace, and the fix where it is not a plain yes. */
export function findingBlocks(findings: readonly Finding[]): Block[] {
  return findings.length === 0 ? [] : [{ is: 'list', items: findings.map(it => findingWords(it, isGood(it))) }]
}

/** On a card: what is not a plain yes as a whole, and what was tested; the rest by name. The pull request and `/kedge explain` have all of it. */
export function shortFindingBlocks(findings: readonly Finding[]): Block[] {
  const isNamed = ({ outcome, suite }: Finding) => outcome === 'pass' && suite === undefined
  const passed = findings.filter(isNamed)
  const names = [...new Set(passed.map(({ policy }) => policy))]
  const others = findings.filter(it => !isNamed(it)).map(it => findingWords(it, isGood(it)))
  const line: Words[] = names.length === 0 ? [] : [says.findings.kept(MARK.pass, names)]
  return findings.length === 0 ? [] : [{ is: 'list', items: [...others, ...line], acted: true }]
}

/** The same for who asks why: also of what holds its reason, its fix and who may waive it. */
export function wholeFindingBlocks(findings: readonly Finding[]): Block[] {
  return findings.length === 0 ? [] : [{ is: 'list', items: findings.map(it => findingWords(it, false)) }]
}

function isGood({ outcome }: Finding): boolean {
  return outcome === 'pass' || outcome === 'waived'
}

function findingWords(finding: Finding, short: boolean): Words {
  const { policy, outcome, severity, because, fix, trace } = finding
  const waivable = severity === 'block' ? waivableBy(finding.mayWaive) : undefined
  return says.findings.finding({
    mark: MARK[outcome],
    rule: policy,
    outcome,
    severity: isGood(finding) ? undefined : severity,
    cited: citedBy(finding),
    trace: trace.length > 0 ? trace.join('; ') : undefined,
    why: short ? undefined : says.findings.why(because, fix, waivable),
  })
}

/** Requests recorded before clauses were checked have one in free text instead; what was shown then is shown still. */
function citedBy({ clauses, clause }: Finding & { readonly clause?: string }): readonly string[] {
  return clauses ?? (clause === undefined ? [] : [clause])
}

/** Who may grant an exception from a rule. */
export function waivableBy(roles: readonly string[] | undefined): string {
  return roles === undefined || roles.length === 0 ? says.findings.nobodyWaives : says.findings.waives(roles)
}
