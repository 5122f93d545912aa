import type { Location, Log, ReportingDescriptor, Result } from 'sarif'
import { digestOf } from '../core/canonical.ts'
import type { Problem } from '../core/problem.ts'
import { capital } from '../words/figures.ts'
import { says } from '../words/says.ts'
import type { CheckReport } from './check-report.ts'
import { visible, visibleProblem } from './visible.ts'

/** SARIF 2.1.0, for GitHub code scanning and whatever else collects findings. */
export function checkSarif({ problems, kedge }: CheckReport): Log {
  const byCode = Map.groupBy(problems, p => visible(p.code))
  const indexes = new Map([...byCode.keys()].map((code, index) => [code, index]))
  const driver = {
    name: 'kedge',
    version: kedge.version,
    ...(kedge.homepage && { informationUri: kedge.homepage }),
    rules: [...byCode].map(([code, [first]]) => ruleOf(code, first)),
  }
  const run = {
    tool: { driver },
    invocations: [{ executionSuccessful: true }],
    columnKind: 'utf16CodeUnits' as const,
    results: marked(problems).map(([p, mark]) => resultOf(p, indexes.get(visible(p.code)) ?? -1, mark)),
  }
  return { $schema: SCHEMA, version: '2.1.0', runs: [run] }
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/** The same code is mended in many ways, and each result says its own; the rule shows one of them. */
function ruleOf(code: string, example: Problem | undefined): ReportingDescriptor {
  return {
    id: code,
    shortDescription: { text: capital(code.replaceAll('-', ' ')) },
    fullDescription: { text: says.checkSarif.about(code) },
    help: { text: says.checkSarif.help(unlinked(visible(example?.fix ?? ''))) },
    defaultConfiguration: { level: example?.level ?? 'error' },
  }
}

function resultOf(p: Problem, ruleIndex: number, mark: string): Result {
  const { code, says: wrong, fix } = visibleProblem(p)
  return {
    ruleId: code,
    ruleIndex,
    level: p.level,
    message: { text: unlinked(says.checkSarif.result(wrong, fix)) },
    locations: [locationOf(p)],
    partialFingerprints: { 'kedgeProblem/v1': mark },
  }
}

/**
 * GitHub refuses a whole upload for one result without a place or without a line. What is no one file's stands at the
 * folder of the policies, and what is a whole file's at its first line.
 */
function locationOf({ file, line, column }: Problem): Location {
  const uri = (file || 'policies').toWellFormed().split('/').map(encodeURIComponent).join('/')
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region: { startLine: line ?? 1, ...(line !== undefined && column !== undefined && { startColumn: column }) },
    },
  }
}

/** In SARIF `[text](target)` is a link, also in plain text. No text of a file becomes one. */
function unlinked(text: string): string {
  return text.replaceAll('](', ']\\u0028')
}

/** What a problem is, whatever line it moved to; the second of the same in a file has a mark of its own. */
function marked(problems: readonly Problem[]): [Problem, string][] {
  const seen = new Map<string, number>()
  return problems.map(p => {
    const what = digestOf([p.code, p.file ?? null, p.says])
    const before = seen.get(what) ?? 0
    seen.set(what, before + 1)
    return [p, `${what}:${before + 1}`]
  })
}
