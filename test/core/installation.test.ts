import { expect, test } from 'vitest'
import { NO_DEMANDS } from '../../src/core/demands.ts'
import { missingPermissions } from '../../src/core/github-app.ts'
import { type Installation, installationProblems } from '../../src/core/installation.ts'
import { lineOf } from '../../src/core/problem.ts'

const main = { ...NO_DEMANDS, name: 'main', protected: true, requires: [{ name: 'kedge', from: 'us' }] } as const
const whole: Installation = {
  repository: 'acme/models',
  check: 'kedge',
  suspended: false,
  missing: [],
  main,
  record: { name: 'kedge/record', protected: true },
}
const told = (more: Partial<Installation>) =>
  installationProblems({ ...whole, ...more }).map(it => `${it.level} ${it.code}`)

test('[A11] an installation that has everything is not spoken of, nor is a record that does not exist yet', () => {
  expect(told({})).toEqual([])
  const { record: _, ...young } = whole
  expect(installationProblems(young)).toEqual([])
})

test('[A11] what the App lacks is named with what it is for; only what nothing works without keeps it from starting', () => {
  const missing = missingPermissions({ metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write' })
  const problems = installationProblems({ ...whole, missing })
  expect(problems.map(lineOf).join('\n')).toMatchInlineSnapshot(`
    "error missing-permission: The App lacks the permission “Contents: write” on acme/models. Reads models and policies, commits a change to its own branch, merges it, appends the record.
      fix: set it on the App’s page → Permissions, then an owner accepts it on the page of the installation
    warning missing-permission: The App lacks the permission “Actions: write” on acme/models. Starts the delivery workflow of a model and follows it to its end.
      fix: set it on the App’s page → Permissions, then an owner accepts it on the page of the installation
    warning missing-permission: The App lacks the permission “Issues: write” on acme/models. Opens the issue of a case where a playbook says so, and closes it.
      fix: set it on the App’s page → Permissions, then an owner accepts it on the page of the installation"
  `)
})

test('[A11] a suspended installation is refused', () => {
  expect(told({ suspended: true })).toEqual(['error suspended'])
})

test('[A11] branches that anybody may push to are warned of: main needs the check, too', () => {
  expect(told({ main: { ...main, protected: false } })).toEqual(['warning unprotected-main'])
  expect(told({ main: { ...main, requires: [] } })).toEqual(['warning check-not-required'])
  expect(told({ main: { ...main, reviews: 'unknown' } })).toEqual(['note reviews-not-shown'])
  expect(told({ record: { name: 'kedge/record', protected: false } })).toEqual(['warning unprotected-record'])
})
