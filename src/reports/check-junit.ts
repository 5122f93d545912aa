import { lineOf, type Problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import type { CheckReport } from './check-report.ts'
import { visible, visibleProblem } from './visible.ts'
import { element, textElement, type Xml, xmlDocument } from './xml.ts'

/** What is said of files, by `kedge check` or `kedge test`. */
type FileReport = Pick<CheckReport, 'files' | 'problems' | 'began' | 'milliseconds' | 'kedge'>

interface Case {
  readonly name: string
  readonly problems: readonly Problem[]
}

/**
 * JUnit XML that Jenkins, GitLab and the strict schema of Ant all take: a suite a folder, a test a file. Readers show
 * only the first failure of a test, so one failure holds all errors of its file.
 */
export function checkJunit(report: FileReport): string {
  const cases = casesOf(report)
  // Only the whole is measured, so each test has an equal part of it. Whole microseconds add up exactly.
  const microseconds = Math.round((report.milliseconds * 1000) / cases.length)
  const suites = [...Map.groupBy(cases, it => folderOf(it.name))]
  return xmlDocument(
    element(
      'testsuites',
      {},
      suites.map(([name, inside], id) => suiteOf({ report, name, id, inside, microseconds })),
    ),
  )
}

/** What is no one file's: always a test, so that its coming and going is seen. */
const REPOSITORY = 'repository'

/** Every file that was read, and every file that has a problem. */
function casesOf({ files, problems }: FileReport): Case[] {
  const byFile = Map.groupBy(problems, p => p.file || REPOSITORY)
  const names = new Set([REPOSITORY, ...files, ...byFile.keys()])
  return [...names].sort().map(name => ({ name, problems: (byFile.get(name) ?? []).map(visibleProblem) }))
}

function folderOf(name: string): string {
  return ['models', 'policies'].find(folder => name.startsWith(`${folder}/`)) ?? REPOSITORY
}

interface Suite {
  readonly report: FileReport
  readonly name: string
  readonly id: number
  readonly inside: readonly Case[]
  readonly microseconds: number
}

function suiteOf({ report, name, id, inside, microseconds }: Suite): Xml {
  const attributes = {
    ...{ name, id, package: 'kedge', timestamp: report.began.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length) },
    ...{ hostname: 'localhost', tests: inside.length, failures: inside.filter(fails).length, errors: 0 },
    time: seconds(microseconds * inside.length),
  }
  const others = inside.flatMap(it => it.problems.filter(p => p.level !== 'error'))
  return element('testsuite', attributes, [
    element('properties', {}, [element('property', { name: 'kedge.version', value: report.kedge.version })]),
    ...inside.map(it => testOf(it, `kedge.${name}`, seconds(microseconds))),
    textElement('system-out', {}, others.map(lineOf).join('\n')),
    textElement('system-err', {}, ''),
  ])
}

const fails = (it: Case) => it.problems.some(p => p.level === 'error')

function testOf({ name, problems }: Case, classname: string, time: string): Xml {
  const errors = problems.filter(p => p.level === 'error')
  const attributes = { name: visible(name), classname, time }
  const [first] = errors
  if (first === undefined) return element('testcase', attributes)
  const message = errors.length === 1 ? first.says : says.checkJunit.errors(errors.length, first.says)
  return element('testcase', attributes, [
    textElement('failure', { message, type: first.code }, errors.map(lineOf).join('\n')),
  ])
}

function seconds(microseconds: number): string {
  return (microseconds / 1e6).toFixed(6)
}
