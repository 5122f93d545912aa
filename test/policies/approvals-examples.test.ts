import { expect, test } from 'vitest'
import { judgeStory, readStory, unlike } from '../../src/flows/story.ts'
import approvals, { type Approvals } from '../../src/policies/approvals.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'
import { flowText } from '../../src/repository/yaml-flow.ts'
import { repository } from '../fixtures/world.ts'

/** Written so that nobody takes an example for something to wait for. */
const expecting = (it: unknown) => Object.fromEntries([['then', it]])

const people = { ana: ['operations'], bo: ['operations'], chen: ['model-validation'] }
const events = [
  { by: 'bo', does: 'approve' },
  { by: 'chen', does: 'approve', via: 'github', hours: 1 },
]
const WHOLE = [
  {
    change: { kinds: ['rollback'], asks: 'ana' },
    people,
    events,
    ...expecting({ is: 'approved', counted: ['bo', 'chen'] }),
  },
  {
    ...{ change: { kinds: ['rollback'], asks: 'ana', authors: ['bo'], at: '2026-03-02T09:00:00Z' }, people, events },
    ...{ now: '2026-03-02T10:00:00Z', ...expecting({ is: 'unavailable', code: 'wrote-it', counted: ['chen'] }) },
  },
]
const path = 'policies/approve-rollback.yaml'
const text = (repository.files[path]?.text ?? '').replace(/^examples:[\s\S]*/m, '')
/** The sample policy with these examples, as its file is read. */
const read = (examples: readonly object[]) => {
  const files = { ...repository.files, [path]: { text: `${text}examples: ${flowText(examples)}\n`, blob: '' } }
  const { readable, problems } = readRepository(files, repository.commit, policyKinds)
  const policy = readable.policies.approvals?.find(it => (it as Approvals).id === 'approve-rollback') as Approvals
  return {
    policy,
    told: problems.map(({ code, line }) => `${code}:${line}`),
    answers: policy && approvals.examples?.(policy),
  }
}

test('[C3] an example of an approvals policy copied into a case file judges the same', () => {
  const { told, answers } = read(WHOLE)
  expect(told).toEqual([])
  expect(answers?.map(({ expected, got }) => [expected, got])).toEqual([
    ['approved', 'approved'],
    ['unavailable', 'unavailable'],
  ])
  for (const example of WHOLE) {
    const story = readStory('case.yaml', flowText({ ...example, policies: ['approve-rollback'] }))
    expect(unlike(story, judgeStory(story, repository))).toEqual([])
  }
})

test('[C3] an outcome for another reason, or by others, is not what was expected', () => {
  const [whole] = WHOLE
  const { answers } = read([{ ...whole, ...expecting({ is: 'approved', counted: ['bo'] }) }])
  expect(answers?.[0]?.got).toBe('approved, but counted is bo, chen, not bo')
})

test('[C3] what an example says twice, or leaves open, is told with its line', () => {
  const [whole] = WHOLE
  expect(read([{ ...whole, asks: 'ana' }]).told).toContainEqual(expect.stringMatching(/^said-twice:\d+$/))
  expect(read([{ ...whole, votes: [] }]).told).toContainEqual(expect.stringMatching(/^said-twice:\d+$/))
  expect(read([{ votes: [], ...expecting('pending') }]).told).toContainEqual(expect.stringMatching(/^nobody-asks:\d+$/))
})

test('[C3] an example in the whole form names what there is, as a case file does, at its own place', () => {
  const slips = {
    people,
    change: { kinds: ['rollback'], asks: 'annna', model: 'no-such-model' },
    events: [{ by: 'boo', does: 'approve', at: '2026-03-02T09:00:00Z', hours: 1 }],
    ...expecting('pending'),
  }
  const { told } = read([slips])
  for (const code of ['unknown-person', 'unknown-model', 'said-twice'])
    expect(told).toContainEqual(expect.stringMatching(new RegExp(`^${code}:\\d+$`)))
  expect(read(WHOLE).told).toEqual([])
})
