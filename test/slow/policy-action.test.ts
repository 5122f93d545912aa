import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import type { Log } from 'sarif'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Repo, repo } from '../fixtures/git.ts'
import { type Job, play, type Ran } from '../fixtures/runner.ts'

const ROOT = dirname(dirname(import.meta.dirname))
const ACTION = '.github/actions/policy/action.yml'
/** A checkout of the action whose Kedge tells what its plan was asked, in Markdown, and is the real one in all else. */
function checkoutOfAction(plan: number | 'real' = 0): string {
  const folder = mkdtempSync(join(tmpdir(), 'kedge-action-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(join(ROOT, ACTION), join(folder, ACTION))
  mkdirSync(join(folder, 'src'))
  writeFileSync(
    join(folder, 'src/kedge.ts'),
    `const asked: string[] = process.argv.slice(2)
if (asked[0] === 'plan' && ${plan !== 'real'}) {
  console.log('# Plan\\n' + JSON.stringify(asked.slice(1)))
  process.exitCode = ${Number(plan) || 0}
} else await import(${JSON.stringify(join(ROOT, 'src/kedge.ts'))})
`,
  )
  return join(folder, ACTION)
}

/** The sample repository at a base, and a pull request merged into it, as GitHub checks it out. */
function pullRequest(files: Record<string, string>, branch = 'change'): Repo & { base: string; head: string } {
  const of = repo()
  for (const name of ['models', 'policies']) cpSync(join(ROOT, name), join(of.folder, name), { recursive: true })
  of.commit({}, 'Base')
  of.git('switch', '-q', '-c', branch)
  const head = of.commit(files, 'Change')
  of.git('switch', '-q', 'main')
  const base = of.commit({ 'README.md': 'Others merge too.\n' }, 'Meanwhile')
  of.git('merge', '-q', '--no-ff', '--no-edit', branch)
  return { ...of, base, head }
}

/** An npm that tells where it was asked for what: the dependencies stand beside the real Kedge already. */
function npmThat(ends: 'exit 0' | 'exit 1'): string {
  const folder = mkdtempSync(join(tmpdir(), 'kedge-npm-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\necho "npm $* in $PWD"\n${ends}\n`, { mode: 0o755 })
  return folder
}

function acted(of: Repo, job: Partial<Job> = {}): Ran {
  const event = { pull_request: { base: { sha: of.git('rev-parse', 'main~2') } } }
  const usual = { action: checkoutOfAction(), workspace: of.folder, eventName: 'pull_request', event }
  return play({ ...usual, tools: npmThat('exit 0'), ...job })
}

/** The check takes its time, and these tests are not about it. */
const PLAN_ALONE = { skipped: ['check'] }
const GOOD = { 'notes.md': 'Hello.\n' }
const planned = ({ summary }: Ran): string[] => JSON.parse(summary.split('\n')[1] ?? '[]') as string[]

describe('[B9] the action that judges a pull request', () => {
  const broken = { 'models/other.yaml': 'kind: model\nid: other\nteir: low\n' }

  test('annotates what is wrong and still shows the plan, and then the job fails', () => {
    const of = pullRequest(broken)
    const ran = acted(of)
    expect(ran.out).toMatch(/^::error file=models\/other\.yaml,line=3,col=1,title=unknown-key::/m)
    expect(ran.summary).toMatch(/^# Plan\n/)
    expect(ran).toMatchObject({ codes: { check: 1, plan: 0 }, conclusion: 'failure' })
  })

  test.each([
    ['is content with a good change', 0, 'success'],
    ['fails where the plan alone does', 1, 'failure'],
  ] as const)('%s', (_, plan, conclusion) => {
    const ran = acted(pullRequest(GOOD), { action: checkoutOfAction(plan) })
    expect(ran).toMatchObject({ codes: { check: 0, plan }, conclusion })
  })

  test('[B7] the step summary says which models change how, by the rules of the base', () => {
    const model = readFileSync(join(ROOT, 'models/flight-delay.yaml'), 'utf8').replace('limit: 18.5', 'limit: 22')
    const rule = readFileSync(join(ROOT, 'policies/answered-for.yaml'), 'utf8').replace(
      'severity: block',
      'severity: info',
    )
    const of = pullRequest({ 'models/flight-delay.yaml': model, 'policies/answered-for.yaml': rule })
    const { summary, codes } = acted(of, { ...PLAN_ALONE, action: checkoutOfAction('real') })
    expect(summary).toContain('limit of Mean error of the forecast loosened from 18.5 to 22 min')
    expect(summary).toContain('approve-medium')
    expect(summary).toContain('approve-rules')
    expect(codes).toMatchObject({ plan: 0 })
  })

  test('compares with what GitHub merged it with, which is newer than the base of the event', () => {
    const of = pullRequest(GOOD)
    expect(planned(acted(of, PLAN_ALONE))).toEqual([`--base=${of.base}`, '--format=markdown', '--', '.'])
  })

  test('compares with the base of the event where the workflow checks out the head itself', () => {
    const of = pullRequest(GOOD)
    const sha = of.git('rev-parse', 'HEAD')
    of.git('switch', '-q', '--detach', of.head)
    const old = of.git('rev-parse', `${of.head}^1`)
    const ran = acted(of, { ...PLAN_ALONE, sha, event: { pull_request: { base: { sha: old } } } })
    expect(planned(ran)[0]).toBe(`--base=${old}`)
  })

  test('says how to get the base where the checkout is too shallow for it', () => {
    const of = pullRequest(GOOD)
    const shallow = mkdtempSync(join(tmpdir(), 'kedge-shallow-'))
    onTestFinished(() => rmSync(shallow, { recursive: true }))
    of.git('clone', '-q', '--depth=1', `file://${of.folder}`, shallow)
    const ran = acted(of, { ...PLAN_ALONE, workspace: shallow })
    expect(ran.out).toContain('::error title=no-base::The commit to compare with is not here.%0Afix: ')
    expect(ran).toMatchObject({ codes: { plan: 2 }, summary: '', conclusion: 'failure' })
  })

  test('writes SARIF where it is asked to, and findings, which the annotations tell, do not fail that', () => {
    const of = pullRequest(broken)
    const ran = acted(of, { ...PLAN_ALONE, inputs: { sarif: 'kedge $(id).sarif' } })
    expect(ran.codes).toEqual({ install: 0, sarif: 0, plan: 0 })
    const log = JSON.parse(readFileSync(join(of.folder, 'kedge $(id).sarif'), 'utf8')) as Log
    const results = log.runs.flatMap(run => run.results ?? [])
    const uris = results.flatMap(result => result.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? [])
    expect(uris).toContain('models/other.yaml')
  })

  test('fails where SARIF could not be made', () => {
    const of = pullRequest({ 'empty/.gitkeep': '' })
    const ran = acted(of, { ...PLAN_ALONE, inputs: { folder: 'empty', sarif: 'kedge.sarif' } })
    expect(ran.codes).toMatchObject({ sarif: 1 })
    expect(ran.out).toContain('no-repository')
  })

  test('plans nothing on a push, where there is no base', () => {
    const ran = acted(pullRequest(broken), { eventName: 'push', event: {} })
    expect(ran).toMatchObject({ codes: { check: 1 }, summary: '' })
    expect(ran.codes).not.toHaveProperty('plan')
  })

  test('runs nothing that stands in a name, a text, a branch or an input', () => {
    const evil = 'a";touch pwned;"'
    const branch = '$(touch${IFS}pwned)'
    const of = pullRequest(
      {
        [`models/${evil}.yaml`]: 'kind: model\n',
        'models/b.yaml': `kind: model\nid: '${evil}$(touch pwned)'\n"::error::\`touch pwned\`": 1\n`,
        [`${evil}/models/c.yaml`]: 'kind: model\n',
      },
      branch,
    )
    const named = acted(of, { inputs: { base: branch } })
    expect(planned(named)[0]).toBe(`--base=${of.head}`)
    expect(named.out).toContain('title=odd-path')
    expect(named.out).toContain('touch pwned')
    expect(named.out).not.toMatch(/^::error::/m)
    const inside = acted(of, { inputs: { folder: evil } })
    expect(inside.out).toContain(`::error file=${evil}/models/c.yaml,line=1,`)
    expect(planned(inside)).toEqual([`--base=${of.base}`, '--format=markdown', '--', evil])
    for (const base of ['--upload-pack=touch pwned', '`touch pwned`', '-h'])
      expect(acted(of, { ...PLAN_ALONE, inputs: { base } }).codes).toEqual({ install: 0, plan: 2 })
    expect(acted(of, { inputs: { folder: '--help' } }).codes).toMatchObject({ check: 2 })
    expect(readdirSync(of.folder, { recursive: true })).not.toContain('pwned')
  })

  test('never runs what the pull request holds, nor installs by its settings', () => {
    const loud = "console.log('of the pull request')\n"
    const of = pullRequest({ ...broken, 'src/kedge.ts': loud, '.npmrc': 'ignore-scripts=false\n' })
    const action = checkoutOfAction()
    const ran = acted(of, { action })
    expect(ran.out).not.toContain('of the pull request')
    const own = realpathSync(join(dirname(action), '../../..'))
    expect(ran.out).toContain(`npm ci --omit=dev --ignore-scripts --no-audit --no-fund in ${own}\n`)
  })

  test('judges nothing where Kedge could not be installed', () => {
    const ran = acted(pullRequest(GOOD), { tools: npmThat('exit 1'), inputs: { sarif: 'kedge.sarif' } })
    expect(ran).toMatchObject({ summary: '', conclusion: 'failure' })
    expect(ran.codes).toEqual({ install: 1 })
  })
})

describe('[B9] what the action installs', () => {
  const { dependencies } = JSON.parse(text('package.json')) as { dependencies: Record<string, string> }

  test('is all that the command line needs: it names no package that is for development', () => {
    const files = reachable('src/kedge.ts')
    const packages = [...files.values()].flat().filter(from => !/^(\.|node:)/.test(from))
    const names = new Set(packages.map(from => /^(@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? ''))
    expect([...names].filter(name => !(name in dependencies))).toEqual([])
    expect([...names]).toContain('commander')
    expect(files.size).toBeGreaterThan(50)
  })

  test('needs no script to be run', () => {
    const lock = JSON.parse(text('package-lock.json')) as { packages: Record<string, Locked> }
    const needing = Object.entries(lock.packages).filter(([, it]) => it.hasInstallScript)
    expect(needing.filter(([, it]) => !it.dev).map(([path]) => path)).toEqual([])
    expect(needing.map(([path]) => path)).toContain('node_modules/node')
  })
})

interface Locked {
  readonly dev?: true
  readonly hasInstallScript?: true
}

/** What each file imports that is loaded with one of ours. */
function reachable(path: string, found = new Map<string, string[]>()): Map<string, string[]> {
  if (found.has(path)) return found
  const code = text(path).replace(/^import type .*$/gm, '')
  const imports = [...code.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g)].map(([, from = '']) => from)
  found.set(path, imports)
  for (const from of imports.filter(it => it.startsWith('.'))) reachable(posix.join(dirname(path), from), found)
  return found
}

function text(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
