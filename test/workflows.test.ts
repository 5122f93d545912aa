import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}
interface Workflow {
  readonly on: unknown
  readonly permissions?: object
  readonly jobs: Readonly<
    Record<string, { permissions?: Record<string, string>; 'timeout-minutes'?: number; steps: readonly Step[] }>
  >
}

const FOLDER = join(import.meta.dirname, '../.github/workflows')
const workflows = readdirSync(FOLDER).map(name => {
  const text = readFileSync(join(FOLDER, name), 'utf8')
  return { name, text, it: load(text) as Workflow }
})

test('[A13] the workflows are those the README names', () => {
  expect(workflows.map(({ name }) => name)).toEqual(['deliver-model.yml', 'policy.yml', 'verify.yml'])
})

describe.each(workflows)('[A13] $name', ({ text, it }) => {
  const jobs = Object.values(it.jobs)
  const steps = jobs.flatMap(job => job.steps)

  test('may do nothing, then each job at most reads', () => {
    expect(it.permissions).toEqual({})
    expect(text.indexOf('\npermissions: {}')).toBeLessThan(text.indexOf('\njobs:'))
    for (const { permissions = {} } of jobs) expect([{}, { contents: 'read' }]).toContainEqual(permissions)
  })

  test('knows no secret, and never runs what a pull request holds with the rights of main', () => {
    expect(text).not.toMatch(/\bsecrets\b|pull_request_target|workflow_run/)
    for (const step of steps.filter(s => s.uses?.startsWith('actions/checkout@')))
      expect(step.with).toMatchObject({ 'persist-credentials': false })
  })

  test('names each action by its commit, and the version beside it', () => {
    const used = text.split('\n').filter(line => /\buses:/.test(line))
    expect(used.filter(line => !/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
    expect(used).toHaveLength(steps.filter(step => step.uses !== undefined).length)
  })

  test('gives values to a shell through the environment alone', () => {
    expect(steps.flatMap(step => (step.run?.includes('${{') ? [step.run] : []))).toEqual([])
  })

  test('ends some time', () => {
    for (const job of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(30)
  })
})
