import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { path } from '../../src/cli/path.ts'
import { ProblemError } from '../../src/core/problem.ts'

const ROOT = dirname(dirname(import.meta.dirname))
const made: string[] = []
afterAll(() => Promise.all(made.map(folder => rm(folder, { recursive: true }))))

const printed: string[] = []
beforeEach(() => {
  printed.length = 0
  vi.spyOn(console, 'log').mockImplementation(text => printed.push(String(text)) > 0)
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

async function kedge(...args: string[]): Promise<{ exit: number; said: string }> {
  process.exitCode = undefined
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined })
  path(program)
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => undefined })
  await program.parseAsync(['path', ...args], { from: 'user' })
  return { exit: Number(process.exitCode ?? 0), said: printed.splice(0).join('\n') }
}

/** The sample repository with its model in another stage, or another tier. */
async function folder(change: (text: string) => string = text => text): Promise<string> {
  const made1 = await mkdtemp(join(tmpdir(), 'kedge-path-'))
  made.push(made1)
  for (const name of ['models', 'policies']) await cp(join(ROOT, name), join(made1, name), { recursive: true })
  const file = join(made1, 'models/flight-delay.yaml')
  await writeFile(file, change(await readFile(file, 'utf8')))
  return made1
}

describe('[R11] kedge path', () => {
  test('says it from git alone, as of a day', async () => {
    const { exit, said } = await kedge('flight-delay', await folder(), '--on', '2001-03-01')
    expect(said).toContain('┃ Since     1 February 2001, 28 days ago\n')
    expect(said).toContain('Ana Ruiz (technical)')
    expect(exit).toBe(0)
  })

  test('says the same to programs', async () => {
    const { said } = await kedge('flight-delay', await folder(), '--on', '2001-03-01', '--json')
    expect(JSON.parse(said)).toMatchObject({
      model: 'flight-delay',
      lifecycle: 'model-lifecycle',
      stage: 'production',
      here: { since: '2001-02-01', days: 28, end: false },
      acts: { as: 'technical', people: ['ana'] },
      next: [{ stage: 'paused', gate: 'open' }, { stage: 'retired' }],
      closed: ['idea', 'development', 'validation'],
    })
  })

  test('[B3] draws the life cycle, with the model in it or without', async () => {
    const here = await folder()
    const alone = (await kedge('--lifecycle', 'model-lifecycle', '--mermaid', here)).said
    expect(alone).toMatch(/^stateDiagram-v2\n {2}state "idea \(at most 180 days\)" as s0\n/)
    const { said } = await kedge('flight-delay', here, '--mermaid')
    expect(said.startsWith(alone)).toBe(true)
    expect(said).toMatch(/class s3 here$/)
  })

  test('[R10] another tier has another life cycle', async () => {
    const low = await folder(text => text.replace('tier: medium', 'tier: low'))
    const { said } = await kedge('flight-delay', low, '--json', '--on', '2001-03-01')
    expect(JSON.parse(said)).toMatchObject({ lifecycle: 'model-lifecycle-low', closed: [] })
  })

  test('leaves with 1 where no life cycle is for the model', async () => {
    const bare = await folder()
    for (const id of ['model-lifecycle', 'model-lifecycle-low']) await rm(join(bare, `policies/${id}.yaml`))
    const { exit, said } = await kedge('flight-delay', bare)
    expect(said).toContain('No life cycle is for Flight delay forecast')
    expect(exit).toBe(1)
    expect(JSON.parse((await kedge('flight-delay', bare, '--json')).said)).toEqual({ model: 'flight-delay' })
  })

  test.each([
    [['flight-dely'], 'There is no model `flight-dely`. Did you mean `flight-delay`?'],
    [['--lifecycle', 'model-lifecycl'], 'There is no life cycle `model-lifecycl`. Did you mean `model-lifecycle`?'],
  ])('%j is not there', async (args, says) => {
    const problems = await kedge(...args, await folder()).catch((error: ProblemError) => error.problems)
    expect(problems).toMatchObject([{ says }])
  })

  test('a repository with errors says nothing but them', async () => {
    const broken = await folder(text => text.replace('tier:', 'teir:'))
    await expect(kedge('flight-delay', broken)).rejects.toThrow(ProblemError)
    await expect(kedge()).rejects.toThrow(/It is not said which model/)
  })
})
