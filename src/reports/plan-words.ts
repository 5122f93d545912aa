import type { Finding } from '../core/change.ts'
import type {
  FieldChange,
  NeededApprovals,
  Planned,
  PlannedFile,
  PlannedFinding,
  PlannedRule,
} from '../core/planned.ts'
import type { Problem } from '../core/problem.ts'
import { type Block, type Document, strong, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { cut } from './clean.ts'
import { exceptionWords, grantItems } from './plan-exception-words.ts'
import { verdictBlocks } from './plan-verdict-words.ts'

/** Files shown one by one; how many more there are is always said. */
export const SHOWN_FILES = 60
const SHOWN_LINES = 12
const LONG = 400

/** A plan in words: what changes, what the rules say of it, who must approve, what edited rules would say. */
export function planDocument(plan: Planned, shown: number = SHOWN_FILES): Document {
  const blocks: Block[] = [
    { is: 'title', text: says.planWords.title },
    ...planBlocks(plan, shown),
    { is: 'rule' },
    { is: 'note', words: footWords(plan) },
  ]
  return { summary: verdictWords(plan), blocks }
}

/** The same without a title and without saying who judged. */
export function planBlocks(plan: Planned, shown: number = SHOWN_FILES): readonly Block[] {
  const summary = verdictWords(plan)
  return [
    { is: 'text', words: [strong(plan.good ? '✓' : '✗'), ` ${summary}`] },
    ...problemBlocks(plan.problems, shown),
    ...plan.rules.slice(0, shown).flatMap(ruleBlocks),
    ...more(plan.rules.length - shown, says.planWords.more.policies),
    ...plan.verdicts.slice(0, shown).flatMap(verdict => verdictBlocks(verdict, shown)),
    ...more(plan.verdicts.length - shown, says.planWords.more.rules),
    ...ordered(plan.models).slice(0, shown).flatMap(fileBlocks),
    ...more(plan.models.length - shown, says.planWords.more.files),
  ]
}

/** One line: what there is, and whether it may go on. */
export function verdictWords({ models, rules, problems, good }: Planned): string {
  const errors = problems.filter(({ level }) => level === 'error').length
  if (errors > 0) return says.planWords.noPlan(errors)
  if (models.length + rules.length === 0) return says.planWords.nothing
  const asked = new Set([...models, ...rules].flatMap(({ approvals }) => approvals.policies.map(it => it.policy)))
  const blocked = filesOf([...models.filter(file => stopped(file)), ...rules.filter(held)])
  return says.planWords.verdict({
    models: filesOf(models),
    rules: filesOf(rules),
    blocked: good ? undefined : blocked,
    approvals: [...asked].sort(),
  })
}

/** A file that becomes another kind is in it twice. */
const filesOf = (entries: readonly { readonly file: string }[]) => new Set(entries.map(({ file }) => file)).size

/** What is blocked comes first, so that a cut hides none of it before the rest. */
function ordered(files: readonly PlannedFile[]): readonly PlannedFile[] {
  return [...files.filter(stopped), ...files.filter(file => !stopped(file))]
}

function stopped({ findings, approvals }: PlannedFile): boolean {
  return findings.some(({ blocks }) => blocks) || uncoveredWords(approvals) !== undefined
}

function held({ approvals, exception }: PlannedRule): boolean {
  return uncoveredWords(approvals) !== undefined || exception?.grant.impossible !== undefined
}

function more(n: number, words: (n: number) => Words): Block[] {
  return n > 0 ? [{ is: 'text', words: words(n) }] : []
}

function problemBlocks(problems: readonly Problem[], shown: number): Block[] {
  if (problems.length === 0) return []
  const items = problems.slice(0, shown).map(({ file, line, column, code: name, says: wrong, fix }): Words => {
    const place = [file, line, column].filter(part => part !== undefined).join(':')
    return says.planWords.problem({ place, name, wrong: cut(wrong, LONG), fix: cut(fix, LONG) })
  })
  return [{ is: 'list', items }, ...more(problems.length - shown, says.planWords.more.problems)]
}

function fileBlocks(file: PlannedFile): Block[] {
  const { name, is, kinds, changes, findings, approvals, namedBy } = file
  const what = is === 'file' ? undefined : { name: cut(name, LONG), is }
  const items = [
    ...changeItems(changes),
    ...findingItems(findings, is === 'model'),
    ...(namedBy.length > 0 ? [limited(`! ${says.planWords.namedBy(namedBy)}`)] : []),
    ...approvalItems(approvals),
  ]
  return [
    { is: 'text', words: says.planWords.file(cut(file.file, LONG), kinds, what) },
    { is: 'list', items },
  ]
}

function ruleBlocks({ file, is, id, changes, approvals, owners, exception, agreeing }: PlannedRule): Block[] {
  const what = is === 'file' ? undefined : { name: id, is }
  const items = [
    ...changeItems(changes),
    ...(exception ? [exceptionWords(exception)] : []),
    ...(owners.length > 0 ? [limited(says.planWords.owners(owners))] : []),
    ...approvalItems(approvals),
    ...(exception ? grantItems(exception.grant) : []),
    ...(agreeing ? [limited(`○ ${says.planWords.agreeing(agreeing)}`)] : []),
  ]
  return [
    { is: 'text', words: says.planWords.rule(cut(file, LONG), what) },
    { is: 'list', items },
  ]
}

function changeItems(changes: readonly FieldChange[]): Words[] {
  const items = changes.slice(0, SHOWN_LINES).map((change): Words => [cut(change.says, LONG)])
  const left = changes.length - SHOWN_LINES
  return left > 0 ? [...items, [says.planWords.more.changes(left)]] : items
}

const MARK: Record<Finding['outcome'], string> = { pass: '✓', fail: '✗', unknown: '?', skip: '–', waived: '~' }

/** Those that hold are counted; of models beside the file the model is named. */
function findingItems(findings: readonly PlannedFinding[], own: boolean): Words[] {
  const bad = findings.filter(({ outcome }) => outcome !== 'pass')
  const passed = findings.length - bad.length
  const sorted = [...bad.filter(({ blocks }) => blocks), ...bad.filter(({ blocks }) => !blocks)]
  const left = bad.length - SHOWN_LINES
  return [
    ...sorted.slice(0, SHOWN_LINES).map(it => findingWords(it, own)),
    ...(left > 0 ? [[says.planWords.more.findings(left)]] : []),
    ...(passed > 0 ? [[`✓ ${says.planWords.held(passed)}`]] : []),
  ]
}

function findingWords(it: PlannedFinding, own: boolean): Words {
  const { policy, model, outcome, because, fix, trace } = it
  const elsewhere = outcome === 'unknown' && it.measured === true
  const mend = elsewhere ? says.planWords.elsewhere : cut(says.planWords.mend(because, fix), LONG)
  const words = says.planWords.finding({
    policy,
    model: own ? undefined : model,
    outcome,
    weight: weightWords(it),
    trace: cut(trace.join('; '), LONG),
    mend: outcome === 'waived' ? undefined : mend,
  })
  return [`${MARK[outcome]} `, ...words]
}

/** The way back to safety is not blocked by silence, nor by what was wrong before. */
function weightWords({ outcome, severity, blocks, measured }: PlannedFinding): string {
  if (outcome === 'unknown' && measured) return severity
  if (severity !== 'block' || outcome === 'waived') return severity
  return blocks ? says.planWords.blocks : says.planWords.doesNotBlock
}

function approvalItems(approvals: NeededApprovals): Words[] {
  const asked = approvals.policies.map(({ policy, kinds, says: needs }) =>
    limited(`○ ${says.planWords.approval(policy, kinds, needs)}`),
  )
  const blocked = uncoveredWords(approvals)
  return blocked === undefined ? asked : [...asked, ticked(cut(`✗ ${blocked}`, LONG))]
}

function uncoveredWords({ uncovered, impossible }: NeededApprovals): string | undefined {
  if (uncovered.length > 0) return says.planWords.uncovered(uncovered)
  return impossible === undefined ? undefined : says.planWords.impossible(impossible)
}

const limited = (text: string): Words => [cut(text, LONG)]

function footWords({ base, head }: Planned): Words {
  const { judgedOnDisk, judged } = says.planWords
  return head === 'working-tree' ? judgedOnDisk(base.slice(0, 12)) : judged(base.slice(0, 12), head.slice(0, 12))
}
