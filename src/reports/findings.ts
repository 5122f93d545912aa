import type { Finding } from '../core/change.ts'
import type { Block, Words } from '../words/document.ts'
import { says } from '../words/says.ts'

const MARK: Record<Finding['outcome'], string> = { pass: '✓', fail: '✗', unknown: '?', skip: '–', waived: '~' }

/** Every rule’s answer with its trace, and the fix where it is not a plain yes. */
export function findingBlocks(findings: readonly Finding[]): Block[] {
  return findings.length === 0 ? [] : [{ is: 'list', items: findings.map(it => findingWords(it, isGood(it))) }]
}

/** What a rule says of one model, where it is known of which. */
type OfModel = Finding & { readonly model?: string }

/**
 * On a card: what is not a plain yes, and what was tested, a line for each rule and outcome; the rest by name. `own` is the
 * model whose card it is, which needs no name. The pull request and `/kedge explain` have all of it.
 */
export function shortFindingBlocks(
  findings: readonly OfModel[],
  { own, brief = false }: { readonly own?: string | undefined; readonly brief?: boolean } = {},
): Block[] {
  const isNamed = ({ outcome, suite }: Finding) => outcome === 'pass' && suite === undefined
  const passed = findings.filter(isNamed)
  const names = [...new Set(passed.map(({ policy }) => policy))]
  const alike = Map.groupBy(
    findings.filter(it => !isNamed(it)),
    ({ policy, outcome, severity, suite }) => JSON.stringify([policy, outcome, severity, suite]),
  )
  const others = [...alike.values()].flatMap(group => groupWords(group, { own, brief }))
  const line: Words[] = names.length === 0 ? [] : [says.findings.kept(MARK.pass, names)]
  return findings.length === 0 ? [] : [{ is: 'list', items: [...others, ...line], acted: true }]
}

const NAMED_MODELS = 3

/** Of one model each answer is a line; of several the first stands for all, by its name unless all say the same. */
function groupWords(
  group: readonly OfModel[],
  { own, brief }: { readonly own: string | undefined; readonly brief: boolean },
): Words[] {
  const models = [...new Set(group.map(({ model }) => model ?? own))].filter(id => id !== undefined)
  const [first] = group
  if (first === undefined) return []
  if (models.length < 2) {
    const on = models.some(id => id !== own) ? says.findings.onModels(models, 0) : undefined
    return group.map(it => findingWords(it, brief || isGood(it), on))
  }
  const named = models.slice(0, NAMED_MODELS)
  const isSame = group.every(it => saidOf(it) === saidOf(first))
  return [
    findingWords(first, brief || isGood(first), says.findings.onModels(named, models.length - named.length), {
      of: isSame ? undefined : first.model,
    }),
  ]
}

const saidOf = ({ trace, because, fix, clauses, mayWaive }: Finding) =>
  JSON.stringify([trace, because, fix, clauses, mayWaive])

/** The same for who asks why: also of what holds its reason, its fix and who may waive it. */
export function wholeFindingBlocks(findings: readonly Finding[]): Block[] {
  return findings.length === 0 ? [] : [{ is: 'list', items: findings.map(it => findingWords(it, false)) }]
}

function isGood({ outcome }: Finding): boolean {
  return outcome === 'pass' || outcome === 'waived'
}

function findingWords(
  finding: Finding,
  short: boolean,
  on?: Words,
  { of }: { readonly of?: string | undefined } = {},
): Words {
  const { policy, outcome, severity, because, fix, trace } = finding
  const waivable = severity === 'block' ? waivableBy(finding.mayWaive) : undefined
  return says.findings.finding({
    mark: MARK[outcome],
    rule: policy,
    outcome,
    severity: isGood(finding) ? undefined : severity,
    cited: citedBy(finding),
    on,
    of,
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
