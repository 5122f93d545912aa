import { describe, expect, test } from 'vitest'
import { kedge } from '../fixtures/kedge-here.ts'
import { ROOT } from '../fixtures/kedge-process.ts'

const explain = (...args: readonly string[]) => kedge('explain', ...args, '--folder', ROOT, '--on', '2026-11-25')

describe('[B8] kedge explain', () => {
  test('says every rule that applies to a change, its answer, trace, clause, fix and who approves', async () => {
    const { code, out } = await explain('flight-delay', 'rollback')
    expect(code).toBe(0)
    const said = out.replaceAll(/\n┃ +/g, ' ')
    expect(said).toContain('Flight delay forecast: rollback from 1.1.0 to 1.0.0')
    expect(said).toContain(
      '✓ rollback-target-passed pass (sr-26-2/v-validation, nist-ai-rmf/manage-2-4). target.passed',
    )
    expect(said).toContain(
      '? rollback-same-cases unknown (block) (sr-26-2/v-outcomes-analysis). target.kpis.mae.value is',
    )
    // Of a rule that holds as well: why it is there, how it is mended, and who may waive it.
    expect(said).toContain('fix: Name an older version of flight-delay that passed its gates')
    expect(said).toContain('lists them. Nobody may waive it.')
    expect(said).toContain('NIST AI RMF, MANAGE 2.4 (Switching off): It is clear who may replace')
    expect(said).toContain('approve-rollback: 1 of operations, 1 of model-validation, within 24 hours, merge auto.')
  })

  test('[R37] says of a rule why it is there, which clause it serves in plain words, and how models stand', async () => {
    const { code, out } = await explain('rollback-target-passed')
    expect(code).toBe(0)
    expect(out).toContain('rollback-target-passed: guardrail, block')
    expect(out).toContain('Nobody may waive it.')
    expect(out).toContain('SR 26-2, Section V (Model validation and monitoring)')
  })

  test('is a document for programs', async () => {
    const { out } = await explain('flight-delay', '--json')
    expect(JSON.parse(out)).toMatchObject({ summary: 'Flight delay forecast, as it stands' })
  })

  test('knows a slip, of a model and of a change', async () => {
    expect(await explain('flight-dely')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean `flight-delay`?'),
    })
    const change = await explain('flight-delay', 'rolback')
    expect(change.err).toContain('Did you mean `rollback`?')
    expect(change.code).toBe(2)
  })
})
