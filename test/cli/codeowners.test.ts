import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { codeowners } from '../../src/cli/codeowners.ts'

const ROOT = dirname(dirname(import.meta.dirname))
const printed: string[] = []
beforeEach(() => {
  printed.length = 0
  vi.spyOn(console, 'log').mockImplementation(text => void printed.push(String(text)))
  vi.spyOn(process.stdout, 'write').mockImplementation(text => printed.push(String(text)) > 0)
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

async function kedge(...args: string[]): Promise<{ exit: number; said: string }> {
  process.exitCode = undefined
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined })
  codeowners(program)
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => undefined })
  await program.parseAsync(['codeowners', ...args], { from: 'user' })
  return { exit: Number(process.exitCode ?? 0), said: printed.splice(0).join('\n') }
}

function sample(): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'kedge-codeowners-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const name of ['models', 'policies']) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
  return { folder, file: join(folder, '.github/CODEOWNERS') }
}

describe('[B11] kedge codeowners', () => {
  test('prints what this repository has, and writes nothing unasked', async () => {
    const { folder, file } = sample()
    expect(await kedge(folder)).toEqual({ exit: 0, said: readFileSync(join(ROOT, '.github/CODEOWNERS'), 'utf8') })
    expect(existsSync(file)).toBe(false)
  })

  test('says that the file is missing or out of date, with the fix, and is content once that is done', async () => {
    const { folder, file } = sample()
    const fix = `kedge codeowners --write ${folder}`
    const stale = `.github/CODEOWNERS error stale-codeowners: It is not what models/ and policies/ say now.\n  fix: ${fix}`
    expect(await kedge(folder, '--check')).toEqual({ exit: 1, said: stale })
    expect(await kedge(folder, '--write')).toEqual({ exit: 0, said: '' })
    expect(await kedge(folder, '--check')).toEqual({ exit: 0, said: '' })
    const people = join(folder, 'policies/people.yaml')
    writeFileSync(people, readFileSync(people, 'utf8').replace('login: ana', 'login: ana-ruiz'))
    expect(await kedge(folder, '--check')).toEqual({ exit: 1, said: stale })
    await kedge(folder, '--write')
    expect(readFileSync(file, 'utf8')).toContain('/models/flight-delay.yaml @ana-ruiz @mara ')
  })

  test('never writes over what people wrote', async () => {
    const { folder, file } = sample()
    mkdirSync(dirname(file))
    writeFileSync(file, '* @acme/everybody\n')
    await expect(kedge(folder, '--write')).rejects.toMatchObject({ problems: [{ code: 'foreign-codeowners' }] })
    expect(readFileSync(file, 'utf8')).toBe('* @acme/everybody\n')
  })

  test('owns nothing of a repository with errors, and tells them', async () => {
    const { folder, file } = sample()
    writeFileSync(join(folder, 'models/broken.yaml'), 'kind: model\n')
    await expect(kedge(folder, '--write')).rejects.toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ file: 'models/broken.yaml', code: 'missing-key' })]),
    })
    expect(existsSync(file)).toBe(false)
  })

  test('takes one of the two flags', async () => {
    await expect(kedge(sample().folder, '--check', '--write')).rejects.toMatchObject({
      code: 'commander.conflictingOption',
    })
  })

  test('a login that would write a line of its own is none', async () => {
    const { folder } = sample()
    const people = join(folder, 'policies/people.yaml')
    const text = readFileSync(people, 'utf8')
    writeFileSync(people, text.replace('login: ana,', 'login: "ana\\n* @eve",'))
    await expect(kedge(folder)).rejects.toMatchObject({ problems: [{ file: 'policies/people.yaml' }] })
  })
})
