import type { ChangeKind, Finding } from '../core/change.ts'
import { type Block, code, type Document, strong, type Words } from '../core/document.ts'
import type {
  FieldChange,
  NeededApprovals,
  Planned,
  PlannedFile,
  PlannedFinding,
  PlannedRule,
} from '../core/planned.ts'
import type { Problem } from '../core/problem.ts'
import { ticked } from '../core/ticked.ts'
import { count, listWords } from '../core/words.ts'
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
    { is: 'title', text: 'What would change' },
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
    ...more(plan.rules.length - shown, 'policy', 'policies'),
    ...plan.verdicts.slice(0, shown).flatMap(verdict => verdictBlocks(verdict, shown)),
    ...more(plan.verdicts.length - shown, 'rule'),
    ...ordered(plan.models).slice(0, shown).flatMap(fileBlocks),
    ...more(plan.models.length - shown, 'file of models', 'files of models'),
  ]
}

/** One line: what there is, and whether it may go on. */
export function verdictWords({ models, rules, problems, good }: Planned): string {
  const errors = problems.filter(({ level }) => level === 'error').length
  if (errors > 0) return `No plan: ${count(errors, 'problem')} first.`
  if (models.length + rules.length === 0) return 'Nothing changes in models/ or policies/.'
  const files = [
    ...(models.length > 0 ? [`${count(models.length, 'file')} of models`] : []),
    ...(rules.length > 0 ? [count(rules.length, 'policy', 'policies')] : []),
  ]
  const asked = new Set([...models, ...rules].flatMap(({ approvals }) => approvals.policies.map(it => it.policy)))
  const blocked = [...models.filter(file => stopped(file)), ...rules.filter(held)].length
  const verdict = good ? 'Nothing blocks' : `${count(blocked, 'file is', 'files are')} blocked`
  const approvals =
    asked.size === 0 ? 'no approvals policy asks for anybody' : `approvals by ${listWords([...asked].sort())}`
  return `${listWords(files)} would change. ${verdict}; ${approvals}.`
}

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

function more(n: number, one: string, many?: string): Block[] {
  return n > 0 ? [{ is: 'text', words: [`… and ${count(n, one, many)} more: `, code('kedge plan --format json')] }] : []
}

function problemBlocks(problems: readonly Problem[], shown: number): Block[] {
  if (problems.length === 0) return []
  const items = problems.slice(0, shown).map(({ file, line, column, code: name, says, fix }): Words => {
    const place = [file, line, column].filter(part => part !== undefined).join(':')
    return [...(place === '' ? [] : [code(place), ' ']), strong(name), `: ${cut(says, LONG)} Fix: ${cut(fix, LONG)}`]
  })
  return [{ is: 'list', items }, ...more(problems.length - shown, 'problem')]
}

function fileBlocks(file: PlannedFile): Block[] {
  const { name, is, kinds, changes, findings, approvals, namedBy } = file
  const what = is === 'file' ? [] : [strong(cut(name, LONG)), ` (${is.replace('-', ' ')}) `]
  const items = [
    ...changeItems(changes),
    ...findingItems(findings, is === 'model'),
    ...(namedBy.length > 0 ? [limited([`! still named by ${listWords(namedBy)}`])] : []),
    ...approvalItems(approvals),
  ]
  return [
    { is: 'text', words: [...what, code(cut(file.file, LONG)), `: ${kindWords(kinds)}`] },
    { is: 'list', items },
  ]
}

function ruleBlocks({ file, is, id, changes, approvals, owners, exception, agreeing }: PlannedRule): Block[] {
  const owned = owners.length > 0 ? [limited([`rule owners: ${listWords(owners)}`])] : []
  const items = [
    ...changeItems(changes),
    ...(exception ? [exceptionWords(exception)] : []),
    ...owned,
    ...approvalItems(approvals),
    ...(exception ? grantItems(exception.grant) : []),
    ...(agreeing ? [limited([`○ agreed to by ${listWords(agreeing)}: a promise takes both sides`])] : []),
  ]
  return [
    { is: 'text', words: [...(is === 'file' ? [] : [strong(id), ` (${is}) `]), code(cut(file, LONG)), ': rules'] },
    { is: 'list', items },
  ]
}

function kindWords(kinds: readonly ChangeKind[]): string {
  return listWords(kinds) || 'only comments or layout'
}

function changeItems(changes: readonly FieldChange[]): Words[] {
  const items = changes.slice(0, SHOWN_LINES).map((change): Words => [cut(change.says, LONG)])
  const left = changes.length - SHOWN_LINES
  return left > 0 ? [...items, [`… and ${count(left, 'change')} more`]] : items
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
    ...(left > 0 ? [[`… and ${count(left, 'finding')} more`]] : []),
    ...(passed > 0 ? [[`✓ ${count(passed, 'rule')} held`]] : []),
  ]
}

function findingWords(it: PlannedFinding, own: boolean): Words {
  const { policy, model, outcome, because, fix, trace } = it
  const elsewhere = outcome === 'unknown' && it.measured === true
  const mend = elsewhere ? `. ${ELSEWHERE}` : outcome === 'waived' ? '.' : `. ${because} Fix: ${fix}`
  return [
    `${MARK[outcome]} `,
    strong(policy),
    ` ${own ? '' : `on ${model}: `}${outcome} (${weightWords(it)})`,
    ...(trace.length > 0 ? [': ', code(cut(trace.join('; '), LONG))] : []),
    cut(mend, LONG),
  ]
}

/** Git holds no readings. */
const ELSEWHERE = 'Only what is measured can tell: the check kedge will.'

/** The way back to safety is not blocked by silence, nor by what was wrong before. */
function weightWords({ outcome, severity, blocks, measured }: PlannedFinding): string {
  if (outcome === 'unknown' && measured) return severity
  if (severity !== 'block' || outcome === 'waived') return severity
  return blocks ? 'blocks' : 'does not block the way back'
}

function approvalItems(approvals: NeededApprovals): Words[] {
  const asked = approvals.policies.map(({ policy, kinds, says }) =>
    limited([`○ ${policy} for ${listWords(kinds)}: ${says}`]),
  )
  const blocked = uncoveredWords(approvals)
  return blocked === undefined ? asked : [...asked, ticked(cut(`✗ ${blocked}`, LONG))]
}

function uncoveredWords({ uncovered, impossible }: NeededApprovals): string | undefined {
  if (uncovered.length > 0)
    return `blocked: no approvals policy covers ${listWords(uncovered)}. Fix: add it to the \`covers\` of one`
  return impossible === undefined ? undefined : `blocked: ${impossible}. Fix: give somebody that role`
}

const limited = (words: readonly string[]): Words => words.map(text => cut(text, LONG))

function footWords({ base, head }: Planned): Words {
  return [
    'Judged by the rules of the base ',
    code(base.slice(0, 12)),
    ...(head === 'working-tree' ? [', of the files on disk'] : [', of ', code(head.slice(0, 12))]),
    '. It is advice: readings are unknown here, and the gate is the check ',
    code('kedge'),
    '.',
  ]
}
