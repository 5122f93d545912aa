import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { history } from '../../src/cli/history.ts'
import type { ProblemError } from '../../src/core/problem.ts'
import { type Repo, repo } from '../fixtures/git.ts'
import { churnFile, rollback } from '../fixtures/history.ts'
import { event, genesis, recordOf } from '../fixtures/record.ts'

const printed: string[] = []
beforeEach(() => {
  printed.length = 0
  vi.spyOn(process.stdout, 'write').mockImplementation(text => printed.push(String(text)) > 0)
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

async function kedge(...args: string[]): Promise<{ exit: number; said: string }> {
  process.exitCode = undefined
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined })
  history(program)
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => undefined })
  await program.parseAsync(['history', ...args], { from: 'user' })
  return { exit: Number(process.exitCode ?? 0), said: printed.splice(0).join('') }
}

function sample(): { of: Repo; first: string; merge: string; files: Record<string, string> } {
  const of = repo()
  const first = of.commit(
    { 'models/churn.yaml': churnFile('1.1.0'), 'models/README.md': 'x' },
    'First',
    '2026-03-01T23:00:00Z',
  )
  const merge = of.commit({ 'models/churn.yaml': churnFile('1.0.0') }, 'Roll back', '2026-03-02T09:40:00Z')
  const files = recordOf(rollback(merge), { ...genesis, commit: first })
  of.record(files)
  return { of, first, merge, files }
}

describe('kedge history', () => {
  test('[A8] twice on the same clone gives the same bytes, whatever the clock, the zone and the language', async () => {
    const { of, merge } = sample()
    const { exit, said } = await kedge('churn', '--repo', of.folder)
    expect(exit).toBe(0)
    expect(said).toContain(`- **Main branch:** \`${merge}\``)
    expect(said).toContain('**Wanted version:** `1.0.0`, batch')
    vi.stubEnv('TZ', 'Pacific/Auckland')
    vi.stubEnv('LC_ALL', 'de_DE.UTF-8')
    vi.useFakeTimers({ now: new Date('2031-01-01'), toFake: ['Date'] })
    expect((await kedge('churn', '--repo', of.folder)).said).toBe(said)
    vi.useRealTimers()
    vi.unstubAllEnvs()
  })

  test('[A8] as of a day that is over, an older and a newer clone give the same bytes', async () => {
    const { of, first, merge } = sample()
    const asked = ['churn', '--as-of', '2026-03-02', '--repo', of.folder]
    const { said } = await kedge(...asked)
    of.commit({ 'models/churn.yaml': churnFile('1.1.0') }, 'Later', '2026-03-09T09:40:00Z')
    const more = [
      ...rollback(merge),
      event('model/churn', 3, '2026-03-09T10:00:00.000Z', 'model.observed', { model: 'churn', version: '1.1.0' }),
    ]
    of.record(recordOf(more, { ...genesis, commit: first }))
    expect((await kedge(...asked)).said).toBe(said)
    expect((await kedge('churn', '--repo', of.folder)).said).not.toBe(said)
  })

  test('a day before the change shows the file as it was', async () => {
    const { of, first } = sample()
    const { said } = await kedge('churn', '--as-of', '2026-03-01', '--repo', of.folder)
    expect(said).toContain(`- **Main branch:** \`${first}\``)
    expect(said).toContain('**Wanted version:** `1.1.0`, batch')
    expect(said).toContain('No change is on record.')
  })

  test('a model nobody knows gets the nearest name; one that is only on record still has its history', async () => {
    const { of } = sample()
    const problems = await kedge('chrun', '--repo', of.folder).catch((error: ProblemError) => error.problems)
    expect(problems).toEqual([
      {
        level: 'error',
        code: 'unknown-model',
        says: 'There is no model `chrun`, neither in models/ nor on record. Did you mean `churn`?',
        fix: 'Write one of: churn, other',
      },
    ])
    expect((await kedge('other', '--repo', of.folder)).said).toContain('The repository had no file for it then.')
  })

  test('a day that is none is refused', async () => {
    const { of } = sample()
    for (const day of ['2026-02-30', 'yesterday', '2026-3-1']) {
      await expect(kedge('churn', '--as-of', day, '--repo', of.folder)).rejects.toThrow(
        /Write a day that exists as YYYY-MM-DD/,
      )
    }
  })

  test('[A8] an altered record is still printed, and ends in 1', async () => {
    const { of, files } = sample()
    const path = 'record/2026/03/2026-03-02.jsonl'
    of.record({ ...files, [path]: (files[path] ?? '').replace('ana', 'eve') })
    const { exit, said } = await kedge('churn', '--repo', of.folder)
    expect(exit).toBe(1)
    expect(said).toContain('**The record is not whole:**')
  })
})
