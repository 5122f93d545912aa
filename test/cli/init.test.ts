import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { Command } from 'commander'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { check } from '../../src/cli/check.ts'
import { codeowners } from '../../src/cli/codeowners.ts'
import { askedAt, init } from '../../src/cli/init.ts'
import { plan } from '../../src/cli/plan.ts'
import { QUESTIONS, withDefaults } from '../../src/starter/questions.ts'
import { TEAM } from '../starter/answers.ts'

const ROOT = dirname(dirname(import.meta.dirname))
const KEDGE = join(ROOT, 'src/kedge.js')

function empty(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kedge-init-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** As the main does it: what could not run is said on the other stream, and leaves with 2. */
async function kedge(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said: string[] = []
  const printed = vi.spyOn(console, 'log').mockImplementation(text => void said.push(String(text)))
  process.exitCode = undefined
  const told: string[] = []
  const quiet = { writeErr: (text: string) => void told.push(text) }
  const program = new Command().exitOverride().configureOutput(quiet)
  for (const word of [init, check, codeowners, plan]) word(program)
  for (const command of program.commands) command.exitOverride().configureOutput(quiet)
  const failed = await program.parseAsync(args, { from: 'user' }).then(
    () => undefined,
    (error: Error) => error,
  )
  const code = failed === undefined ? Number(process.exitCode ?? 0) : 2
  process.exitCode = undefined
  printed.mockRestore()
  return { code, out: `${said.join('\n')}\n`, err: [failed?.message, ...told].join('\n') }
}

const people = (lines: readonly string[]) => lines.flatMap(line => ['--person', line])
const FLAGS = [
  ...['--organisation', 'Acme', '--slack', 'T0ACME123', '--channel', 'C0APPROVE', '--model', 'mlflow:/models/churn/3'],
  ...['--tier', 'low', '--owners', 'ana,bo', '--use-case', 'Keeping customers'],
]

describe('[B10] kedge init', () => {
  test('where a file is, or below one, says so and does nothing', async () => {
    const file = join(empty(), 'afile')
    writeFileSync(file, 'mine')
    for (const place of [file, join(file, 'below'), '/dev/null']) {
      const { code, out, err } = await kedge('init', place, '--yes')
      expect({ code, out }, place).toEqual({ code: 2, out: '\n' })
      expect(err).toContain('not-a-folder')
      expect(err).toContain('Name a folder, or a path where nothing is yet')
      expect(err).not.toContain('    at ')
    }
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  test('with every flag asks nothing, writes a repository that check is content with, and says what comes next', async () => {
    const folder = join(empty(), 'new')
    const { code, out } = await kedge('init', folder, ...FLAGS, ...people(TEAM))
    expect(out).toMatch(/\nall good: 1 model, 1 use case, \d+ policies, \d+ examples run, \d+ ms\n/)
    expect(out).toContain('\n  models/churn.yaml\n')
    expect(out).toMatch(/\nNext:\n {2}1\. .*\n {2}2\. .*\n {2}3\. /)
    expect(code).toBe(0)
    const checked = await kedge('check', folder)
    expect({ code: checked.code, out: checked.out }).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^all good/m),
    })
    expect((await kedge('codeowners', folder, '--check')).code).toBe(0)
    expect(readdirSync(folder).sort()).toEqual([
      ...['.editorconfig', '.github', '.gitignore', '.vscode', 'README.md', 'models', 'policies'],
    ])
  })

  test('with --yes fills in the rest, and check warns of what only keeps its place', async () => {
    const folder = empty()
    const { code, out } = await kedge('init', folder, '--yes')
    expect(out).toMatch(/policies\/people\.yaml:\d+:\d+ warning placeholder: `T00000000` only keeps the place/)
    expect(out.match(/ (?:error|warning) (?!placeholder:)/g)).toBe(null)
    expect(out).toMatch(/\n0 errors, \d+ warnings: 1 model, /)
    expect(code).toBe(0)
  })

  test('takes the commit of the Kedge that runs, or another one', async () => {
    const commit = execFileSync('git', ['-C', ROOT, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim()
    const workflow = async (...more: string[]) => {
      const folder = empty()
      await kedge('init', folder, '--yes', ...more)
      return readFileSync(join(folder, '.github/workflows/policy.yml'), 'utf8')
    }
    expect(await workflow()).toContain(`/.github/actions/policy@${commit}\n`)
    expect(await workflow('--kedge', 'a'.repeat(40))).toContain(`/.github/actions/policy@${'a'.repeat(40)}\n`)
  })

  test('knows the digest of a file that is there', async () => {
    const folder = empty()
    writeFileSync(join(folder, 'churn.xlsx'), 'abc')
    await kedge('init', folder, '--yes', '--model', join(folder, 'churn.xlsx'))
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    expect(readFileSync(join(folder, 'models/churn.yaml'), 'utf8')).toContain(`digest: sha256:${digest}\n`)
  })

  test('without a terminal names the flags that are missing, writes nothing and leaves with 2', async () => {
    const folder = join(empty(), 'new')
    const { code, err } = await kedge('init', folder, ...FLAGS.slice(4), ...people(TEAM))
    expect(err).toMatch(/^error missing-answer: Nobody is at a terminal/)
    expect(err).toContain('--slack <id>')
    expect(err).not.toContain('--tier <tier>')
    expect({ code, there: existsSync(folder) }).toEqual({ code: 2, there: false })
  })

  test('keeps what is there, names it, and writes what is missing beside it', async () => {
    const folder = empty()
    await kedge('init', folder, ...FLAGS, ...people(TEAM))
    const model = join(folder, 'models/churn.yaml')
    const mine = `${readFileSync(model, 'utf8')}# mine\n`
    writeFileSync(model, mine)
    rmSync(join(folder, 'policies/approve-high.yaml'))
    mkdirSync(join(folder, 'docs'))
    const { code, out } = await kedge('init', folder, ...FLAGS)
    expect(readFileSync(model, 'utf8')).toBe(mine)
    expect(out).toContain('Wrote 1 file:\n  policies/approve-high.yaml\nKept, since they were there already:\n')
    expect(out).toContain('\n  models/churn.yaml\n')
    expect(code).toBe(0)
  })

  test('[R28] adds a model to a repository that is there, by YAML alone', async () => {
    const folder = empty()
    await kedge('init', folder, ...FLAGS, ...people(TEAM))
    const more = ['--model', 'ghcr.io/acme/upsell:2.1', '--use-case', 'Selling more']
    const { code, out } = await kedge('init', folder, ...FLAGS, ...more)
    expect(out).toContain('Wrote 2 files:\n  models/upsell.yaml\n  models/selling-more.yaml\nKept')
    expect(out).toMatch(/\nall good: 2 models, 2 use cases, /)
    expect(code).toBe(0)
  })

  test('a second model, with a use case of its own, is blocked by nothing: somebody is asked for each', async () => {
    const folder = join(empty(), 'new')
    await kedge('init', folder, ...FLAGS, ...people(TEAM))
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
        stdio: 'pipe',
      })
    git('init', '-q')
    git('add', '-A')
    git('commit', '-qm', 'Begin')
    await kedge('init', folder, '--yes', '--model', 'openai:gpt-4.1', '--use-case', 'Office work')
    const { code, out } = await kedge('plan', folder, '--base', 'HEAD')
    expect(out).toContain('approve-data-and-uses for register: 1 of modelops')
    expect(out).toContain('approve-low-register for register: 1 of modelops')
    expect(out).not.toContain('blocked')
    expect(code).toBe(0)
  })

  test('with one person too few says whom it lacks and writes nothing, but for --anyway', async () => {
    const folder = join(empty(), 'new')
    const two = [...FLAGS, ...people(TEAM.slice(0, 2))]
    const { code, out } = await kedge('init', folder, ...two)
    expect(out).toContain(
      'When Ana Ruiz asks to promote a high-tier model, nobody is left who can approve as model-validation by a review on GitHub.\n  fix: Name one more person with that role and a GitHub account, or say --tiers low,medium\n',
    )
    expect({ code, there: existsSync(folder) }).toEqual({ code: 1, there: false })
    expect((await kedge('init', folder, ...two, '--tiers', 'low,medium')).code).toBe(0)
    expect((await kedge('init', join(folder, 'other'), ...two, '--anyway')).out).toMatch(/\nWrote [23]\d files:\n/)
  })

  test.each([
    [['--tier', 'hihg'], 'Did you mean `high`?'],
    [['--person', 'Ana'], 'bad-person'],
    [['--model', 'churn'], 'unknown-reference'],
    [['--tiers', 'low,none'], 'low,medium,high'],
    [['--kedge', 'main'], 'git rev-parse HEAD'],
  ])('with %j writes nothing, says what is possible, and leaves with 2', async (flags, words) => {
    const folder = join(empty(), 'new')
    const { code, err } = await kedge('init', folder, '--yes', ...flags)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(words) })
    expect(existsSync(folder)).toBe(false)
  })

  test('writes nothing into Kedge itself', async () => {
    expect(await kedge('init', ROOT, '--yes')).toMatchObject({ code: 2, err: expect.stringContaining('own-folder') })
  })
})

/** Types an answer as soon as its question is shown; what is shown is returned with the answers. */
async function typed(answers: readonly (readonly [question: string, keys: readonly string[]])[]) {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const waiting = [...answers]
  let shown = ''
  output.on('data', (chunk: Buffer) => {
    shown += String(chunk)
    const [next] = waiting
    if (next === undefined || !shown.includes(next[0])) return
    waiting.shift()
    setTimeout(async () => {
      for (const key of next[1]) {
        input.write(key)
        await new Promise(resolve => setTimeout(resolve, 5))
      }
    }, 20)
  })
  return { said: await askedAt({ input, output }, {}, { folder: 'acme' }), shown }
}

const ENTER = '\r'

describe('[R4] at a terminal', () => {
  test('each question is asked once, an empty answer is the one that is shown, and a bad one is asked for again', async () => {
    const { said, shown } = await typed([
      ['Whose models', [ENTER]],
      ['Slack workspace', ['acme', ENTER, '\x7f', '\x7f', '\x7f', '\x7f', 'later', ENTER]],
      ['id of the channel', ['C0APPROVE', ENTER]],
      ['The people', [TEAM[0] ?? '', ENTER, TEAM[1] ?? '', ENTER, ENTER]],
      ['The first model', ['openai:gpt-4.1', ENTER]],
      ['How much harm', ['\x1b[B', ENTER]],
      ['Who answers', [ENTER]],
      ['What is it used for', [ENTER]],
    ])
    expect(said).toEqual({
      organisation: 'acme',
      slack: 'later',
      channel: 'C0APPROVE',
      person: TEAM.slice(0, 2).join('\n'),
      model: 'openai:gpt-4.1',
      tier: 'medium',
      owners: 'ana,bo',
      useCase: 'Use of Gpt 4.1',
    })
    expect(shown).toContain('`acme` is no id of a workspace.')
    for (const { asks } of QUESTIONS) expect(shown.replace(/\s+│?\s*/g, ' ')).toContain(asks.slice(0, 40))
  })

  test('who presses nothing but Enter is done soon, with what is shown', async () => {
    const { said } = await typed(
      QUESTIONS.map(({ key, asks }) => [asks.slice(0, 12), key === 'person' ? [ENTER, ENTER] : [ENTER]]),
    )
    expect(said).toEqual(withDefaults({}, { folder: 'acme' }))
  })

  test('whoever stops has written nothing', async () => {
    await expect(typed([['Whose models', ['\x03']]])).rejects.toMatchObject({ problems: [{ code: 'stopped' }] })
  })

  test.skipIf(spawnSync('script', ['--version']).status !== 0)('a real one is recognised', async () => {
    const folder = join(empty(), 'new')
    const command = [process.execPath, KEDGE, 'init', folder, ...FLAGS].map(word => `'${word}'`).join(' ')
    const running = spawn('script', ['-qec', `stty cols 200 rows 60 && ${command}`, '/dev/null'])
    const keys = [...TEAM.map((line, i) => [TEAM[i - 1] ?? 'The people, one a line', line]), [TEAM.at(-1), '\r']]
    let shown = ''
    running.stdout.on('data', (chunk: Buffer) => {
      shown = stripVTControlCharacters(shown + String(chunk))
      const [seen = '', next = ''] = keys[0] ?? []
      if (seen === '' || !shown.includes(seen)) return
      keys.shift()
      running.stdin.write(`${next}\r`)
    })
    const [code] = (await once(running, 'close')) as [number]
    expect(shown).toMatch(/all good: 1 model/)
    expect(code).toBe(0)
  })
})
