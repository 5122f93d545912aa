import { expect, test } from 'vitest'
import { typed } from '../fixtures/command.ts'
import { flightDelay, repository, without, worldOf } from '../fixtures/world.ts'

test('[A12] explain shows what is missing as missing, and that a way back is not stopped by it', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'explain flight-delay rollback')).words).toMatchInlineSnapshot(`
    "┃ Flight delay forecast: rollback from 1.1.0 to 1.0.0
    ┃
    ┃ ? rollback-same-cases unknown (block) (sr-26-2/v-outcomes-analysis). target.kpis.mae.value is missing. An error moves with the weather. Only the same flights show whether the version to go back to is better, so nobody rolls back into something worse. fix: Compare flight-delay on the same flights, and think of training it anew instead: /kedge show flight-delay. Somebody with the role
    ┃   model-validation may waive it.
    ┃ ✓ rollback-target-passed pass (sr-26-2/v-validation, nist-ai-rmf/manage-2-4). target.passed is true; target.order older is older; target.isCurrent is false. The way back leads to a version that is known to be good: an older one that passed its gates, and not the one that is to be left. fix: Name an older version of flight-delay that passed its gates: /kedge show flight-delay lists them. Nobody
    ┃   may waive it.
    ┃
    ┃ • SR 26-2, Section V (Outcomes analysis): What the model said is compared with what happened. Lasting deviations beyond the agreed thresholds call for adjusting, recalibrating or rebuilding it.
    ┃ • SR 26-2, Section V (Model validation and monitoring): Validation shows whether a model does what is expected and where it ends, generally before it is used, and again when it changes. What is used earlier is limited and watched more closely.
    ┃ • NIST AI RMF, MANAGE 2.4 (Switching off): It is clear who may replace, disconnect or switch off a system that does not do what it is for, and they are able to.
    ┃
    ┃ • approve-rollback: 1 of operations, 1 of model-validation, within 24 hours, merge auto. The way back to safety is quick, but never one person's alone: somebody who runs the flights and somebody who judges the model independently both say yes."
  `)
})

test('[R37] explain says in plain words what the clauses ask for that the rules serve', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'explain flight-delay rollback')).words).toContain(
    'SR 26-2, Section V (Outcomes analysis): What the model said is compared with what happened.',
  )
})

test('[A12] explain says aloud that a change nobody covers is blocked', async () => {
  const { world } = await worldOf({ repository: without(repository, 'approve-medium') })
  expect((await typed(world, 'explain flight-delay retire')).words).toContain(
    'so it is blocked. fix: add one to policies/',
  )
})

test('[A12] explain knows a slip from a change', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'explain flight-delay promte')).words).toContain('Did you mean promote?')
  expect((await typed(world, 'explain flight-delay banana')).words).toContain('There is no change banana.\n')
})

test('[B8] explain without a change tells the model as it stands, and of a rule why it is there', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'explain flight-delay')).words).toContain('Flight delay forecast, as it stands')
  const { words } = await typed(world, 'explain rollback-target-passed')
  expect(words).toContain('rollback-target-passed: guardrail, block')
  expect(words).toContain('Nobody may waive it.')
  expect(words).toContain('/kedge show <model> lists them')
  expect((await typed(world, 'explain weekend-freeze')).words).toContain('fix: Promote <model> from Monday')
})

test('[E1] explain of a rule over many models tells those first that do not keep it, and counts the rest', async () => {
  const { documents: _, ...bare } = flightDelay
  const models = Array.from({ length: 45 }, (_, n) => {
    const id = `model-${n}`
    return [id, { ...(n === 40 ? bare : flightDelay), id, name: `Model ${n}` }] as const
  })
  const { world } = await worldOf({ repository: { ...repository, models: Object.fromEntries(models) } })
  const lines = (await typed(world, 'explain answered-for')).words.split('\n').filter(line => /model-\d+ /.test(line))
  expect([lines.length, lines[0]]).toEqual([20, expect.stringContaining('model-40 fail')])
  expect((await typed(world, 'explain answered-for')).words).toContain(
    'and 25 more, none of them worse: kedge explain answered-for in a clone',
  )
})

test('[E1] [attack 73] explain hints at a rule by a slip, but at no exception that names a model hidden there', async () => {
  const waiver = { kind: 'waiver', id: 'waive-merger', because: 'x', rule: 'answered-for', models: ['acme-merger'] }
  const hidden = { ...flightDelay, id: 'acme-merger', visibility: { channels: ['C0FLIGHTOPS'] } }
  const policies = { ...repository.policies, waiver: [waiver] }
  const models = { ...repository.models, 'acme-merger': hidden }
  const { world } = await worldOf({ repository: { ...repository, policies, models } as never })
  const said = async (line: string, channel: string) => (await typed(world, `explain ${line}`, { channel })).words
  expect(await said('answered-fro', 'C0APPROVALS')).toContain('Did you mean answered-for?')
  expect(await said('waive-mergre', 'C0FLIGHTOPS')).toContain('Did you mean waive-merger?')
  expect(await said('waive-mergre', 'C0APPROVALS')).not.toContain('Did you mean')
})
