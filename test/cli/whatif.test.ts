import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = dirname(dirname(import.meta.dirname))
const CASE = join(ROOT, 'test/fixtures/cases/rollback.yaml')

function kedge(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, [join(ROOT, 'src/kedge.ts'), 'whatif', ...args], { cwd: ROOT }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    )
  })
}

describe('[C3] kedge whatif', () => {
  test('shows what votes would make of a case', async () => {
    expect((await kedge('--case', CASE, '--approve', 'eve')).out).toMatchInlineSnapshot(`
      "pending → approved: Approved by eve and chen.
      + counts: eve for operations (approve-rollback)
      - is open: operations (approve-rollback): eve
      "
    `)
    expect((await kedge('--case', CASE, '--approve', 'eve', '--deny', 'chen@github')).out).toMatchInlineSnapshot(`
      "pending → denied: Denied by chen.
        fix: Talk to them: a denial blocks until they take it back.
      - counts: chen for model-validation (approve-rollback)
      + counts: eve for operations (approve-rollback)
      - is open: operations (approve-rollback): eve
      + is open: model-validation (approve-rollback): nobody can fill this
      + does not count: chen: You denied after you approved; the last word stands. (denied-later)
      "
    `)
  })

  test('shows what a fact would make of it', async () => {
    const { out } = await kedge('--case', CASE, '--approve', 'eve', '--fact', 'target.passed=false')
    expect(out).toContain('pending → blocked: `rollback-target-passed` does not allow it')
    expect(out).toContain('rollback-target-passed: pass → fail (block)\n  target.passed is false')
  })

  test('shows which rules of a model would answer otherwise, also those that are for another tier', async () => {
    const { out, code } = await kedge('flight-delay', '--fact', 'model.tier=high', '--on', '2026-11-25')
    expect(code).toBe(0)
    expect(out).toContain('validated-independently: does not apply → unknown (block)')
    expect((await kedge('flight-delay', '--fact', 'model.tier=medium', '--on', '2026-11-25')).out).toBe(
      'Nothing would be otherwise.\n',
    )
  })

  test('refuses what there is not with a fix, and leaves with 2', async () => {
    const fact = await kedge('flight-delay', '--fact', 'kpis.mea.value=3', '--fact', 'kpis.mae.value=many')
    expect(fact.code).toBe(2)
    expect(fact.err).toContain('did you mean `kpis.mae.value`?')
    expect(fact.err).toContain('kpis.mae.value is a number')
    const person = await kedge('--case', CASE, '--approve', 'evi')
    expect([person.code, person.err]).toEqual([2, expect.stringContaining('Did you mean `eve`?')])
    const model = await kedge('flight-dely', '--fact', 'model.tier=high')
    expect([model.code, model.err]).toEqual([2, expect.stringContaining('Did you mean `flight-delay`?')])
    expect((await kedge('flight-delay')).err).toContain('fix: kedge whatif --case <file> --approve <who>')
  })
})
