import { expect, test } from 'vitest'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'
import { MODEL, repository } from '../fixtures/world.ts'

/** What is wrong with the sample model when this stands in it. */
function problemsOf(suites: string) {
  const text = (repository.files[MODEL]?.text ?? '')
    .replace(/^suites:\n(?: .*\n)*/m, '')
    .replace('tags: [sample]', `suites:\n${suites}`)
  const files = { ...repository.files, [MODEL]: { text, blob: 'f'.repeat(40) } }
  const lines = text.split('\n')
  return readRepository(files, repository.commit, policyKinds)
    .problems.filter(({ file }) => file === MODEL)
    .map(({ line, says, fix }) => `${lines[(line ?? 0) - 1]?.trim().slice(0, 16)} | ${says} | ${fix}`)
}
const suite = (more: string, delivery = '{ workflow: test-model.yml }') =>
  `  bias:\n    at: tests/bias.py\n    data: hold-out-april\n    delivery: ${delivery}\n    ${more}`

test.each(['everyDays: 30', 'gates: [promote]', 'everyDays: 30\n    gates: [promote]'])(
  '[R30] a suite with %j is whole',
  it => {
    expect(problemsOf(suite(it))).toEqual([])
  },
)

test('[R30] a suite that could never run, stands before nothing, or is run by nobody is told with line, reason and fix', () => {
  expect(problemsOf(suite(''))).toMatchInlineSnapshot(`
    [
      "bias: | Nothing says when \`bias\` is run. | Add \`everyDays: 30\` to run it on schedule, \`gates: [promote]\` to run it for each version that comes up, or both",
    ]
  `)
  expect(problemsOf(suite('gates: [promot]'))).toMatchInlineSnapshot(`
    [
      "gates: [promot] | \`suites.bias.gates.0\` cannot be \`promot\`. Did you mean \`promote\`? | Write \`promote\`",
    ]
  `)
  expect(problemsOf(suite('gates: [rollback]'))).toMatchInlineSnapshot(`
    [
      "gates: [rollback | \`suites.bias.gates.0\` cannot be \`rollback\`. | Write \`promote\`",
    ]
  `)
  expect(problemsOf(suite('gates: []'))).toMatchInlineSnapshot(`
    [
      "gates: [] | \`suites.bias.gates\` is empty. | Write at least 1 entry",
    ]
  `)
  expect(problemsOf(suite('everyDays: 30', '{ manual: { by: nobody, remindHours: 8 } }'))).toMatchInlineSnapshot(`
    [
      "delivery: { manu | \`nobody\` is not a person in policies/people.yaml. | Write one of: ana, bo, chen, dana, mara, eli, fay",
    ]
  `)
  expect(problemsOf('  bias: { at: tests/bias.py, everyDays: 30 }')).toMatchInlineSnapshot(`
    [
      "bias: { at: test | \`suites.bias\` has no \`data\`. | Add a line \`data: …\` (On which data, where a result names none of its own.)",
      "bias: { at: test | \`suites.bias\` has no \`delivery\`. | Add a line \`delivery: …\` (What runs it: a workflow, whose title holds \`run\` and whose end is the result unless it reports one before; a signed webhook, or a person who is reminded, whose result is reported. Each is told \`model\`, \`suite\`, \`version\` and \`run\`, and where the file says of what that version is made, \`make\`: its digest, artifacts and commit, as JSON.)",
    ]
  `)
})

test.each(['0', '1.5', 'soon'])('[R30] a suite every %s days is refused', everyDays => {
  const [problem, ...more] = problemsOf(suite(`everyDays: ${everyDays}`))
  expect([problem?.startsWith('everyDays') || problem, more]).toEqual([true, []])
})
