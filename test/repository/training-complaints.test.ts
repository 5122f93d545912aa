import { expect, test } from 'vitest'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'
import { MODEL, repository } from '../fixtures/world.ts'

/** What is wrong with the sample model when this stands in it. */
function problemsOf(retraining: string, edit = (text: string) => text) {
  const text = edit(repository.files[MODEL]?.text ?? '').replace('tags: [sample]', `retraining: ${retraining}`)
  const files = { ...repository.files, [MODEL]: { text, blob: 'f'.repeat(40) } }
  const lines = text.split('\n')
  return readRepository(files, repository.commit, policyKinds)
    .problems.filter(({ file }) => file === MODEL)
    .map(({ line, says, fix }) => `${lines[(line ?? 0) - 1]?.slice(0, 12)} | ${says} | ${fix}`)
}
const DELIVERED = 'delivery: { workflow: train-model.yml }'
const undated = (text: string) => text.replace(/^ {4}(?:trained|gates): .*\n/gm, '').replace('  observe: served\n', '')

test('[D8] a trigger says all that it needs, or the file, the line, the reason and the fix are told', () => {
  expect(problemsOf('{ triggers: [schedule, new-data] }')).toMatchInlineSnapshot(`
    [
      "retraining:  | \`schedule\` asks for trainings, and nothing says how often. | Add \`schedule: { everyDays: 90 }\` to \`retraining\`",
      "retraining:  | \`schedule\` asks for trainings, and nothing says how it is trained. | Add \`delivery: { workflow: train-model.yml }\` to \`retraining\`, or another way",
      "retraining:  | \`new-data\` asks for trainings, and nothing says how many rows of which query. | Add \`newData: { query: weekly, rows: 100000 }\` to \`retraining\`",
      "retraining:  | \`new-data\` asks for trainings, and nothing says how it is trained. | Add \`delivery: { workflow: train-model.yml }\` to \`retraining\`, or another way",
    ]
  `)
  expect(problemsOf(`{ ${DELIVERED}, triggers: [request], schedule: { everyDays: 9 } }`)).toMatchInlineSnapshot(`
    [
      "retraining:  | \`schedule\` is not among the \`triggers\`, so \`schedule\` asks for nothing. | Add \`schedule\` to \`retraining.triggers\`",
    ]
  `)
  const of = (query: string) => `newData: { query: ${query}, rows: 5 }`
  expect(problemsOf(`{ ${DELIVERED}, triggers: [new-data], ${of('weakly')} }`)).toMatchInlineSnapshot(`
    [
      "retraining:  | \`weakly\` is not a query of this model that a KPI names. Did you mean \`weekly\`? | Write one of: weekly, daily",
    ]
  `)
  expect(problemsOf(`{ ${DELIVERED}, triggers: [new-data], ${of('served')} }`)).toHaveLength(1)
})

test.each(['everyDays: 0', 'everyDays: 1.5', 'everyDays: soon'])('[D8] a schedule of %s is refused', schedule => {
  const [problem, ...more] = problemsOf(`{ ${DELIVERED}, triggers: [schedule], schedule: { ${schedule} } }`)
  expect([problem?.startsWith('retraining:') || problem, more]).toEqual([true, []])
})

test('[D8] a version that nothing says the age of is warned of, where nobody observes what runs', () => {
  const scheduled = `{ ${DELIVERED}, triggers: [schedule], schedule: { everyDays: 90 } }`
  expect(problemsOf(scheduled)).toEqual([])
  expect(problemsOf(scheduled, undated)).toMatchInlineSnapshot(`
    [
      "  1.1.0: | Nothing says how old 1.1.0 is, so that nobody knows when it is to be trained anew. | Say \`trained\` or \`gates\` of 1.1.0",
    ]
  `)
  expect(problemsOf(`{ ${DELIVERED}, triggers: [request] }`, undated)).toEqual([])
})
