import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { verify } from '../../src/cli/verify.ts'
import { ProblemError } from '../../src/core/problem.ts'
import { type Repo, repo } from '../fixtures/git.ts'
import { event, genesis, recordOf, someEvents } from '../fixtures/record.ts'

const printed: string[] = []
beforeEach(() => {
  printed.length = 0
  vi.spyOn(console, 'log').mockImplementation(text => void printed.push(String(text)))
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

async function kedge(...args: string[]): Promise<{ exit: number; said: string }> {
  process.exitCode = undefined
  const program = new Command().exitOverride()
  verify(program)
  await program.parseAsync(['verify', ...args], { from: 'user' })
  return { exit: Number(process.exitCode ?? 0), said: printed.splice(0).join('\n') }
}

/** A repository whose record begins at its first commit and holds one merge. */
function sample(): { of: Repo; files: Record<string, string>; merge: string } {
  const of = repo()
  const commit = of.commit({ 'models/churn.yaml': 'version: 1.1.0\n' }, 'First')
  const merge = of.commit({ 'models/churn.yaml': 'version: 1.0.0\n' }, 'Roll churn back')
  const by = ['bo', 'chen']
  const change = 'change/churn-1'
  const files = recordOf(
    [
      ...someEvents,
      event(change, 1, '2026-03-04T09:00:00.000Z', 'change.verdict', { is: 'approved', head: merge, by }),
      event(change, 2, '2026-03-04T09:40:00.000Z', 'change.merged', { commit: merge, head: merge, by: 'bo' }),
    ],
    { ...genesis, commit },
  )
  of.record(files)
  return { of, files, merge }
}

describe('kedge verify', () => {
  test('[A8] says of a clone that nobody touched that it is whole, with the hash to compare', async () => {
    const { of, files } = sample()
    const head = /"hash":"(\w+)","event":"[^\n]*\n$/.exec(files['record/2026/03/2026-03-04.jsonl'] ?? '')?.[1] ?? ''
    expect(await kedge(of.folder)).toEqual({
      exit: 0,
      said: [
        'Since 2026-03-01T23:59:00.000Z, on main: 1 commit, 1 of them changed models or policies, 1 merge on record.',
        `Head: ${head} (n 8, record/2026/03/2026-03-04.jsonl:2)`,
        'Whole: 9 lines, held against no anchor.',
      ].join('\n'),
    })
    expect((await kedge(of.folder, '--anchor', head)).said).toContain('Whole: 9 lines, 1 anchor found.')
    expect(await kedge(of.folder, '--anchor', 'f'.repeat(64))).toMatchObject({ exit: 1 })
    await expect(kedge(of.folder, '--anchor', 'abc')).rejects.toThrow(ProblemError)
  })

  test('[A8] names the file and line that was altered on the record branch', async () => {
    const { of, files } = sample()
    const path = 'record/2026/03/2026-03-02.jsonl'
    of.record({ ...files, [path]: (files[path] ?? '').replace('"ana', '"eve') })
    const { exit, said } = await kedge(of.folder)
    expect(exit).toBe(1)
    expect(said.split('\n')[0]).toBe(`${path}:2 error record-altered: The line does not have the hash it says (n 2).`)
    expect(said.split('\n')[1]).toBe(
      `  fix: git log -p --all -- ${path} shows who changed it; restore the branch to the last commit that verifies`,
    )
  })

  test('[A8] a clone whose own record branch was altered is not whole, though the server’s is; an older one is', async () => {
    const { of, files } = sample()
    const path = 'record/2026/03/2026-03-02.jsonl'
    for (const ref of ['main', 'kedge/record']) of.git('update-ref', `refs/remotes/origin/${ref}`, ref)
    of.record({ ...files, [path]: (files[path] ?? '').replace('"ana', '"eve') })
    const { exit, said } = await kedge(of.folder)
    expect(exit).toBe(1)
    expect(said).toContain(`${path}:2 error record-altered: In the clone’s own branch kedge/record: The line does not`)
    of.git('update-ref', 'refs/heads/kedge/record', 'refs/remotes/origin/kedge/record')
    of.git('switch', '-q', 'kedge/record')
    of.commit({}, 'Nothing new')
    of.git('update-ref', 'refs/remotes/origin/kedge/record', 'HEAD')
    of.git('reset', '-q', '--hard', 'HEAD~1')
    expect(await kedge(of.folder)).toMatchObject({ exit: 0 })
  })

  test('[A8] names the commit that changed a model without a merge on record', async () => {
    const { of } = sample()
    const past = of.commit({ 'models/churn.yaml': 'version: 9.9.9\n' }, 'Quick fix')
    const { exit, said } = await kedge(of.folder)
    expect(exit).toBe(1)
    expect(said).toContain(`error by-passed: Commit ${past} by Eve <eve@acme.test>`)
    const { problems } = JSON.parse((await kedge(of.folder, '--json')).said) as { problems: unknown[] }
    expect(problems).toMatchObject([{ code: 'by-passed' }])
  })

  test('[A8] a history that was rewritten under the record is found', async () => {
    const { of, merge } = sample()
    of.git('commit', '-q', '--amend', '-m', 'As if nothing had been')
    const { exit, said } = await kedge(of.folder)
    expect(exit).toBe(1)
    expect(said).toContain(`is on record as commit ${merge}, which is not in the history`)
    expect(said).toContain('error by-passed')
  })
})
