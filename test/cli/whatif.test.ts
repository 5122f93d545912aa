import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kedge } from '../fixtures/kedge-here.ts'
import { ROOT } from '../fixtures/kedge-process.ts'

const CASE = join(ROOT, 'test/fixtures/cases/rollback.yaml')

const whatif = (...args: readonly string[]) => kedge('whatif', ...args)

describe('[C3] kedge whatif', () => {
  test('shows what votes would make of a case', async () => {
    expect((await whatif('--case', CASE, '--approve', 'eve')).out).toMatchInlineSnapshot(`
      "pending → approved: Approved by eve and chen.
      + counts: eve for operations (approve-rollback)
      - is open: operations (approve-rollback): eve
      "
    `)
    expect((await whatif('--case', CASE, '--approve', 'eve', '--deny', 'chen@github')).out).toMatchInlineSnapshot(`
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
    const { out } = await whatif('--case', CASE, '--approve', 'eve', '--fact', 'target.passed=false')
    expect(out).toContain('pending → blocked: `rollback-target-passed` does not allow it')
    expect(out).toContain('rollback-target-passed: pass → fail (block)\n  target.passed is false')
  })

  test('asks whoever approves a model of another tier', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kedge-')), 'case.yaml')
    writeFileSync(file, 'change: { asks: ana, kinds: [edit], model: flight-delay }\n')
    const out = async (fact: string) => (await whatif('--case', file, '--folder', ROOT, '--fact', fact)).out
    expect(await out('model.tier=high')).toContain('+ is open: model-validation (approve-high)')
    expect(await out('flight-delay:model.tier=high')).toContain('+ is open: model-validation (approve-high)')
    expect(await out('model.tier=medium')).not.toContain('is open')
  })

  test('shows which rules of a model would answer otherwise, also those that are for another tier', async () => {
    const { out, code } = await whatif('flight-delay', '--fact', 'model.tier=high', '--on', '2026-11-25')
    expect(code).toBe(0)
    expect(out).toContain('validated-independently: does not apply → unknown (block)')
    expect((await whatif('flight-delay', '--fact', 'model.tier=medium', '--on', '2026-11-25')).out).toBe(
      'Nothing would be otherwise.\n',
    )
  })

  test('shows of which model, where a case has several, and takes a fact of one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kedge-'))
    for (const name of ['models', 'policies']) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
    const text = readFileSync(join(folder, 'models/flight-delay.yaml'), 'utf8')
    const twin = text.replace(/^id: .*$/m, 'id: cancellation-risk')
    writeFileSync(join(folder, 'models/cancellation-risk.yaml'), twin)
    const file = join(folder, 'case.yaml')
    const part = (model: string) => `{ kinds: [rollback], model: ${model}, facts: { target: { passed: true } } }`
    writeFileSync(file, `change:\n  asks: ana\n  parts: [${part('flight-delay')}, ${part('cancellation-risk')}]\n`)
    const { out } = await whatif('--case', file, '--folder', folder, '--fact', 'cancellation-risk:target.passed=false')
    expect(out).toContain('pending → blocked: `rollback-target-passed` does not allow it')
    expect(out).toContain(
      'rollback-target-passed of cancellation-risk: unknown (block) → fail (block)\n  target.passed is false',
    )
    expect(out).not.toMatch(/of flight-delay: .* → /)
    const tree = (await kedge('verdict', '--case', file, folder)).out
    expect(tree).toMatch(/! [a-z-]+ of (?:flight-delay|cancellation-risk): unknown/)
    const slip = await whatif('--case', file, '--folder', folder, '--fact', 'cancelation-risk:target.passed=false')
    expect([slip.code, slip.err]).toEqual([2, expect.stringContaining('Did you mean `cancellation-risk`?')])
  })

  test('refuses what there is not with a fix, and leaves with 2', async () => {
    const fact = await whatif('flight-delay', '--fact', 'kpis.mea.value=3', '--fact', 'kpis.mae.value=many')
    expect(fact.code).toBe(2)
    expect(fact.err).toContain('did you mean `kpis.mae.value`?')
    expect(fact.err).toContain('kpis.mae.value is a number')
    const person = await whatif('--case', CASE, '--approve', 'evi')
    expect([person.code, person.err]).toEqual([2, expect.stringContaining('Did you mean `eve`?')])
    const model = await whatif('flight-dely', '--fact', 'model.tier=high')
    expect([model.code, model.err]).toEqual([2, expect.stringContaining('Did you mean `flight-delay`?')])
    expect((await whatif('flight-delay')).err).toContain('fix: kedge whatif --case <file> --approve <who>')
  })
})
