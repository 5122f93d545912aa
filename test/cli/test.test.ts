import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { kedge as kedgeHere } from '../fixtures/kedge-here.ts'

const ROOT = dirname(dirname(import.meta.dirname))
const made: string[] = []
afterAll(() => Promise.all(made.map(folder => rm(folder, { recursive: true }))))

/** The sample repository with some files changed, in a folder of its own. */
async function repository(files: Record<string, (text: string) => string> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-test-'))
  made.push(folder)
  for (const name of ['models', 'policies']) await cp(join(ROOT, name), join(folder, name), { recursive: true })
  for (const [path, change] of Object.entries(files))
    await writeFile(join(folder, path), change(await readFile(join(folder, path), 'utf8')))
  return folder
}

const kedge = (...args: readonly string[]) => kedgeHere('test', ...args)

describe('[B5] kedge test', () => {
  test('runs the examples of every policy, prints the score in its last line, and leaves with 0', async () => {
    const { code, out } = await kedge(await repository(), '--coverage', '--mutate')
    const lines = out.trimEnd().split('\n')
    expect(lines.at(-1)).toMatch(
      /^\d+ policies, examples: (\d+) of \1 as they say, branches: (\d+) of \2 taken, mutants: (\d+) of \3 killed \(\d+ refused at load\)$/,
    )
    expect(lines.slice(0, -1).every(line => /^policies\/[\w-]+\.yaml: examples: /.test(line))).toBe(true)
    expect(code).toBe(0)
  })

  test('runs only the examples where no more is asked', async () => {
    const { code, out } = await kedge(await repository(), '--policy', 'forecast-error', '--policy', 'unseen-flights')
    expect({ code, out }).toMatchInlineSnapshot(`
      {
        "code": 0,
        "out": "policies/forecast-error.yaml: examples: 8 of 8 as they say
      policies/unseen-flights.yaml: examples: 9 of 9 as they say
      2 policies, examples: 17 of 17 as they say
      ",
      }
    `)
  })

  test('names an example that comes out otherwise and a change nobody notices, and leaves with 1', async () => {
    const folder = await repository({
      'policies/forecast-error.yaml': text =>
        text.replace('values: [15.2, 19.3], then: pending', 'values: [15.2, 19.3], then: ok'),
      'policies/rollback-same-cases.yaml': text =>
        text.replace('value: 19.27, current: 19.27', 'value: 19, current: 19.27'),
    })
    const { code, out } = await kedge(
      folder,
      '--mutate',
      '--policy',
      'forecast-error',
      '--policy',
      'rollback-same-cases',
    )
    expect({ code, out }).toMatchInlineSnapshot(`
      {
        "code": 1,
        "out": "policies/forecast-error.yaml: examples: 7 of 8 as they say, mutants: 8 of 8 killed
      policies/rollback-same-cases.yaml: examples: 6 of 6 as they say, mutants: 4 of 5 killed
      policies/forecast-error.yaml:14:5 error wrong-example: Example 2 expects \`ok\`, but the policy answers \`pending\` (19.3 (value 2): ok → pending).
        fix: Mend the policy, or write \`pending\` if that is what is meant
      policies/rollback-same-cases.yaml:15:1 error mutant-survives: No example notices when \`target.kpis.mae.value <= target.kpis.mae.current\` becomes \`target.kpis.mae.value < target.kpis.mae.current\` (flip-comparison).
        fix: Add the example \`{facts: {change: {kind: rollback}, target: {kpis: {mae: {value: 19.27, current: 19.27}}}}, then: pass}\`, if that is what is meant
      2 policies, examples: 13 of 14 as they say, mutants: 12 of 13 killed
      ",
      }
    `)
  })

  test('works although a model cannot be read, and says so', async () => {
    const folder = await repository({ 'models/flight-delay.yaml': text => text.replace('tier:', 'teir:') })
    const { code, out } = await kedge(folder, '--policy', 'rollback-target-passed', '--coverage')
    expect(out).toMatch(/^models\/flight-delay\.yaml:\d+:\d+ warning unknown-key: .*`teir`/m)
    expect(out).toMatch(/^1 policy, examples: (\d+) of \1 as they say, branches: (\d+) of \2 taken$/m)
    expect(code).toBe(0)
  })

  test('speaks to programs: what each mutant became, and what no example can speak of', async () => {
    const { out } = await kedge(await repository(), '--mutate', '--format', 'json')
    const { good, policies, leftOut } = JSON.parse(out)
    const mutants = policies.flatMap((it: { mutants: { fate: string; line: number }[] }) => it.mutants)
    expect(good).toBe(true)
    expect(new Set(mutants.map((it: { fate: string }) => it.fate))).toEqual(new Set(['killed', 'refused']))
    expect(mutants.every((it: { line: number }) => it.line > 1)).toBe(true)
    expect(leftOut.approvals).toEqual(expect.arrayContaining(['appliesTo', 'covers', 'merge']))
  })

  test('speaks JUnit: a test a policy', async () => {
    const { out } = await kedge(await repository(), '--policy', 'approve-rollback', '--format', 'junit')
    expect(out).toContain('<testcase name="policies/approve-rollback.yaml"')
  })

  test.each([
    ['there is nothing to test', [tmpdir()], 'no-repository'],
    ['the policy is not known', ['.', '--policy', 'forecast-eror'], 'Did you mean `forecast-error`?'],
    ['the format is not known', ['.', '--format', 'xml'], 'Write `text`, `json` or `junit`'],
  ])('leaves with 2 when %s', async (_, args, words) => {
    const empty = await mkdtemp(join(tmpdir(), 'kedge-empty-'))
    made.push(empty)
    const { code, err } = await kedge(...args.map(arg => (arg === tmpdir() ? empty : arg === '.' ? ROOT : arg)))
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(words) })
  })
})
