import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Result } from 'sarif'
import { afterAll, describe, expect, test } from 'vitest'
import { CHECK_FORMATS } from '../../src/reports/check-report.ts'
import { kedge, kedgeIn } from '../fixtures/kedge-here.ts'
import { ROOT } from '../fixtures/kedge-process.ts'
import { junitErrors, sarifErrors } from '../fixtures/published-schemas.ts'

const made: string[] = []
afterAll(() => Promise.all(made.map(folder => rm(folder, { recursive: true }))))

const MODEL = `kind: model
id: other
name: Other
useCase: other
tier: low
owners: { business: mara, technical: ana }
serving: { version: 1.0.0, mode: batch }
`

/** Names what no model has, and two operators in one object, which JSON Logic would take for true. */
const IMPOSSIBLE = `kind: guardrail
id: impossible
because: It names what no model has.
fix: None.
severity: block
when: { ===: [{ var: change.kind }, rollback] }
expect:
  and:
    - { <=: [{ var: kpis.mea.value }, 18.5] }
    - { <=: [{ var: kpis.mae.value }, 18.5], '>': [{ var: kpis.mae.value }, 0] }
examples:
  - { facts: { change: { kind: rollback } }, then: fail }
  - { facts: { change: { kind: promote } }, then: skip }
`

/** The sample repository with some files written anew, in a folder of its own. */
async function repository(files: Record<string, string | ((text: string) => string)> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-check-'))
  made.push(folder)
  for (const name of ['models', 'policies']) await cp(join(ROOT, name), join(folder, name), { recursive: true })
  for (const [path, change] of Object.entries(files)) {
    const text = typeof change === 'string' ? change : change(await readFile(join(folder, path), 'utf8'))
    await writeFile(join(folder, path), text)
  }
  return folder
}

describe('[A9] kedge check', () => {
  test('is content with the sample repository, counts what it read, and leaves with 0', async () => {
    const { code, out } = await kedge('check', await repository())
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^(.*warning.*\n.*\n)*coverage: .*\n.*: \d+ models?, .*\d+ policies, \d+ examples run, \d+ ms\n$/,
      ),
    })
  })

  test('tells all problems of all files at once, each with its place and fix, and leaves with 1', async () => {
    const folder = await repository({
      'models/other.yaml': MODEL.replace('tier: low', 'teir: low').replace('1.0.0', '1.10'),
      'policies/forecast-error.yaml': text => text.replace('then: firing }', 'then: ok }'),
      'policies/people.yaml': text => text.replace('U0BO', 'U0ANA'),
      'policies/impossible.yaml': IMPOSSIBLE,
      'policies/broken.yaml': 'kind: monitor\nid: broken\nbecause: mind: the gap\n',
    })
    const { code, out } = await kedge('check', folder)
    const places = out
      .split('\n')
      .filter(line => /^\S+:\d+:\d+ error/.test(line))
      .map(line => line.replace(/^(\S+) error (\S+):.*/, '$1 $2'))
    expect(places).toEqual([
      'models/other.yaml:5:1 unknown-key',
      'models/other.yaml:7:21 wrong-type',
      'policies/broken.yaml:3:14 bad-yaml',
      'policies/forecast-error.yaml:15:5 wrong-example',
      'policies/impossible.yaml:10:7 bad-rule',
      'policies/impossible.yaml:12:5 wrong-example',
      'policies/people.yaml:16:12 same-account',
    ])
    expect(out).toContain('Did you mean `tier`?')
    // A model did not load, so whether any has the KPI `mea` is told only when it does.
    expect(out).not.toContain('unknown-fact')
    expect(out.match(/^ {2}fix: /gm)).toHaveLength(7)
    expect(out).toMatch(/\n7 errors, 0 warnings: 2 models, /)
    expect(code).toBe(1)
  })

  test('refuses a link, wherever it leads', async () => {
    const folder = await repository()
    await symlink('/etc/passwd', join(folder, 'models/secrets.yaml'))
    await symlink('people.yaml', join(folder, 'policies/others.yaml'))
    const { code, out } = await kedge('check', folder)
    expect(out.match(/error not-a-file/g)).toHaveLength(2)
    expect(out).not.toContain('root:')
    expect(code).toBe(1)
  })

  test('speaks to programs and to GitHub Actions, where no text can begin a command of its own', async () => {
    const folder = await repository({
      'policies/evil.yaml': 'kind: "x\\n::set-output name=a::b%0A\\e[31m"\nid: evil\n',
    })
    const json = JSON.parse((await kedge('check', folder, '--format', 'json')).out)
    expect(json).toMatchObject({
      good: false,
      problems: [{ file: 'policies/evil.yaml', line: 1, code: 'unknown-kind' }],
    })
    const { out } = await kedge('check', folder, '--format', 'github')
    expect(out.split('\n').filter(line => line.startsWith('::'))).toHaveLength(1)
    expect(out).toMatch(
      /^::error file=policies\/evil.yaml,line=1,col=7,title=unknown-kind::There is no kind `x\\u000a::set-output name=a::b%250A\\u001b\[31m` here/,
    )
  })

  test('[B6] prints one whole SARIF document, however many the findings, and leaves with 1', async () => {
    const models = Array.from({ length: 60 }, (_, n) => [`models/other-${n}.yaml`, MODEL.replace('tier', 'teir')])
    const { code, out, err } = await kedge('check', await repository(Object.fromEntries(models)), '--format', 'sarif')
    expect(out.length).toBeGreaterThan(65_536)
    const log = JSON.parse(out)
    expect(sarifErrors(log)).toEqual([])
    expect(log.runs[0].tool.driver).toMatchObject({ name: 'kedge', version: expect.stringMatching(/^\d+\.\d+\.\d+/) })
    const errors = log.runs[0].results.filter((it: Result) => it.level === 'error')
    expect(errors.length).toBeGreaterThanOrEqual(models.length)
    expect({ code, err }).toEqual({ code: 1, err: '' })
  })

  test('[B6] prints one whole JUnit report with a test for each file, and leaves with 0 when all are good', async () => {
    const { code, out } = await kedge('check', await repository(), '--format', 'junit')
    expect(await junitErrors(out)).toEqual([])
    expect(out).toContain('<testcase name="models/flight-delay.yaml" classname="kedge.models"')
    expect(out).toContain('<testcase name="policies/people.yaml" classname="kedge.policies"')
    expect(out).not.toContain('<failure')
    expect(code).toBe(0)
  })

  test.each(CHECK_FORMATS)(
    '[B6] says nothing on stdout as %s when it could not run, and leaves with 2',
    async format => {
      const empty = await mkdtemp(join(tmpdir(), 'kedge-empty-'))
      made.push(empty)
      const { code, out, err } = await kedge('check', empty, '--format', format)
      expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining('no-repository') })
    },
  )

  test('[B9] annotates a file where GitHub finds it, and tells people its place in the folder', async () => {
    const folder = await repository({ 'policies/evil.yaml': 'kind: nothing\nid: evil\n' })
    const from = (cwd: string) => kedgeIn(cwd, 'check', folder, '--format', 'github')
    expect((await from(dirname(folder))).out).toContain(`::error file=${basename(folder)}/policies/evil.yaml,line=1,`)
    expect((await from(folder)).out).toContain('::error file=policies/evil.yaml,line=1,')
    const sarif = await kedgeIn(dirname(folder), 'check', folder, '--format', 'sarif')
    expect(sarif.out).toContain(`"uri": "${basename(folder)}/policies/evil.yaml"`)
    expect((await kedgeIn(dirname(folder), 'check', folder)).out).toContain('policies/evil.yaml:1:7 error')
  })

  test.each([
    ['there is nothing to check', ['check', tmpdir()], 'no-repository'],
    ['the word is not known', ['chekc'], 'Did you mean `check`?'],
    [
      'the format is not known',
      ['check', '.', '--format', 'xml'],
      'Write `text`, `json`, `github`, `sarif` or `junit`',
    ],
  ])('leaves with 2 when %s', async (_, args, words) => {
    const empty = await mkdtemp(join(tmpdir(), 'kedge-empty-'))
    made.push(empty)
    const { code, err } = await kedge(...args.map(arg => (arg === tmpdir() ? empty : arg)))
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(words) })
  })

  test('a folder of nothing but empty folders has no people, so it does not pass', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kedge-empty-'))
    made.push(folder)
    await mkdir(join(folder, 'models'))
    await writeFile(join(folder, 'models/.gitkeep'), '')
    const { code, out } = await kedge('check', folder)
    expect(out).toContain('error no-people')
    expect(code).toBe(1)
  })
})
