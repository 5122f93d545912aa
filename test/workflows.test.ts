import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { policyWorkflow } from '../src/reports/policy-workflow.ts'
import { starterFiles } from '../src/starter/starter-files.ts'
import { actionlint } from './fixtures/actionlint.ts'
import type { Action, Step } from './fixtures/runner.ts'
import { answersOf } from './starter/answers.ts'

interface Workflow {
  readonly on: unknown
  readonly permissions?: object
  readonly jobs: Readonly<
    Record<string, { permissions?: Record<string, string>; 'timeout-minutes'?: number; steps: readonly Step[] }>
  >
}

const ROOT = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const namesIn = (folder: string) => readdirSync(join(ROOT, folder))

/** Each action of ours by the way a workflow names it. */
const actions = namesIn('.github/actions').map(name => {
  const text = read(`.github/actions/${name}/action.yml`)
  return { name: `./.github/actions/${name}`, text, it: load(text) as Action }
})
/** What Kedge writes into the repositories of others. */
const WRITTEN = [
  { name: 'policyWorkflow', text: policyWorkflow('0'.repeat(40)) },
  { name: 'kedge init', text: starterFiles(answersOf())['.github/workflows/policy.yml'] ?? '' },
]
const own = namesIn('.github/workflows').map(name => ({ name, text: read(`.github/workflows/${name}`) }))
const workflows = [...own, ...WRITTEN].map(({ name, text }) => ({ name, text, it: load(text) as Workflow }))

test('[A13] the workflows are those the README names', () => {
  expect(own.map(({ name }) => name)).toEqual(['deliver-model.yml', 'policy.yml', 'test-model.yml', 'verify.yml'])
})

describe.each(workflows)('[A13] $name', ({ name, text, it }) => {
  const jobs = Object.values(it.jobs)
  const steps = jobs.flatMap(job => job.steps)

  test('[B9] is what actionlint takes', () => {
    expect(actionlint(text, name)).toEqual([])
  })

  test('[C12] may do nothing, then each job at most reads (attack 63)', () => {
    expect(it.permissions).toEqual({})
    expect(text.indexOf('permissions: {}\n')).toBeLessThan(text.indexOf('\njobs:'))
    for (const { permissions = {} } of jobs) expect([{}, { contents: 'read' }]).toContainEqual(permissions)
  })

  test('[C12] knows no secret, and never runs what a pull request holds with the rights of main (attack 63)', () => {
    expect(text).not.toMatch(/\bsecrets\b|pull_request_target|workflow_run/)
    const triggers = typeof it.on === 'string' ? [it.on] : Object.keys(it.on as object)
    expect(['pull_request', 'push', 'workflow_dispatch']).toEqual(expect.arrayContaining(triggers))
    for (const step of steps.filter(s => s.uses?.startsWith('actions/checkout@')))
      expect(step.with).toMatchObject({ 'persist-credentials': false })
  })

  test('[B9] gives an action of ours the inputs it has', () => {
    const unknown = steps.flatMap(step => {
      const action = actions.find(({ name: uses }) => isUse(step, uses))
      return action === undefined ? [] : Object.keys(step.with ?? {}).filter(input => !(input in action.it.inputs))
    })
    expect(unknown).toEqual([])
    const ours = steps.filter(step => step.uses?.includes('.github/actions/'))
    expect(ours.filter(step => !actions.some(({ name: uses }) => isUse(step, uses)))).toEqual([])
  })
})

describe.each([...workflows, ...actions])('[A13] $name', ({ text, it }) => {
  const steps = 'runs' in it ? it.runs.steps : Object.values(it.jobs).flatMap(job => job.steps)

  test('[C12] names each action by its commit, and the version beside it, or is where the action is (attack 63)', () => {
    const used = text.split('\n').filter(line => /\buses:/.test(line))
    const pinned = /uses: ([\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/\.github\/actions\/[\w-]+)$/
    expect(used.filter(line => !pinned.test(line) && !/\/\.github\/actions\/[\w-]+@0{40}$/.test(line))).toEqual([])
    expect(used).toHaveLength(steps.filter(step => step.uses !== undefined).length)
  })

  test('[C12] gives values to a shell through the environment alone (attack 62)', () => {
    expect(steps.flatMap(step => (step.run?.includes('${{') ? [step.run] : []))).toEqual([])
  })
})

test.each(own)('[A13] $name ends some time', ({ text }) => {
  for (const job of Object.values((load(text) as Workflow).jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(30)
})

describe.each(actions)('[B9] $name', ({ text, it }) => {
  test('is a composite action whose shells stop at the first error', () => {
    expect(it.runs.using).toBe('composite')
    const shells = it.runs.steps.filter(step => step.run !== undefined)
    expect(shells.filter(step => step.shell !== 'bash' || !step.run?.startsWith('set -euo pipefail\n'))).toEqual([])
    expect(shells.length).toBeGreaterThan(0)
  })

  test('uses the inputs it declares, and no others, and no secret', () => {
    const used = new Set([...text.matchAll(/\binputs\.([\w-]+)/g)].map(([, name]) => name))
    expect([...used].sort()).toEqual(Object.keys(it.inputs).sort())
    expect(text).not.toMatch(/\bsecrets\b|\bgithub\.token\b/)
  })

  test('has steps that actionlint takes as those of a job', () => {
    const steps = text.slice(text.indexOf('\n  steps:\n') + 1)
    expect(steps).toContain('uses: ')
    const workflow = `on: { workflow_call: { inputs: ${JSON.stringify(typed(it.inputs))} } }\njobs:\n  a:\n    runs-on: ubuntu-22.04\n${steps.replace(/^/gm, '  ')}`
    expect(actionlint(workflow, 'action.yml')).toEqual([])
  })
})

test.each([
  ['a key that is none', text => text.replace('runs-on:', 'run-on:'), /unexpected key "run-on"/],
  ['a runner that is none', text => text.replace('ubuntu-24.04', 'ubuntu-24.40'), /label "ubuntu-24\.40" is unknown/],
  ['a permission that is none', text => text.replace('contents: read', 'contents: reads'), /"reads" is invalid/],
  ['an event that is none', text => text.replace('pull_request', 'pull_requests'), /unknown Webhook event/],
  ['an expression of nothing', text => `${text}      - run: echo \${{ github.nothing }}\n`, /"nothing" is not defined/],
  ['a title in a shell', text => `${text}      - run: echo \${{ github.head_ref }}\n`, /potentially untrusted/],
] as [string, (text: string) => string, RegExp][])('[B9] actionlint refuses %s', (_, broken, says) => {
  const text = broken(policyWorkflow('0'.repeat(40)))
  expect(actionlint(text, 'broken.yml').join('\n')).toMatch(says)
})

test('[B9] a customer’s workflow has ten lines, and the checkout of our own', () => {
  const text = policyWorkflow('<commit>')
  expect(text.trimEnd().split('\n')).toHaveLength(10)
  const checkout = text.split('\n').find(line => line.includes('actions/checkout@')) ?? ''
  expect(read('.github/workflows/policy.yml').split('\n')).toContain(checkout)
})

function isUse(step: Step, action: string): boolean {
  return step.uses === action || (step.uses?.includes(`${action.slice(1)}@`) ?? false)
}

function typed(inputs: Action['inputs']): object {
  return Object.fromEntries(Object.keys(inputs).map(name => [name, { type: 'string' }]))
}
