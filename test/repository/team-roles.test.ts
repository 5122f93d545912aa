import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readFolder } from '../../src/edges/disk.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'

const { snapshot } = await readFolder(join(import.meta.dirname, '../..'))
const PEOPLE = 'policies/people.yaml'
const text = snapshot.files[PEOPLE]?.text ?? ''
const unheld = text.replaceAll(/\boperations\b(?=.*\])(, )?/g, '')

/** What is wrong with the sample repository when its people are these. */
function wrongWith(people: string): string[] {
  const files = { ...snapshot.files, [PEOPLE]: { text: people, blob: 'e'.repeat(40) } }
  const { problems } = readRepository(files, 'c'.repeat(40), policyKinds)
  return problems.filter(({ level }) => level === 'error').map(({ file, code }) => `${file} ${code}`)
}

test('[C1] a role that only a GitHub team gives is a role everywhere: to approve, to hear, to see, to act', () => {
  expect(wrongWith(text)).toEqual([])
  const without = wrongWith(unheld)
  expect(without.length).toBeGreaterThan(4)
  expect(without.join('\n')).toMatch(/unknown-role[\s\S]*unknown-hearer|unknown-hearer[\s\S]*unknown-role/)
  const given = unheld.replace(/^people:/m, 'teams: { operations: acme/operations }\npeople:')
  expect(wrongWith(given)).toEqual([])
})

test('[C1] nobody who has left makes a rule one that can be met', () => {
  const left = text.replaceAll(/^( +)(roles: \[.*model-validation.*\])/gm, '$1$2\n$1left: 2001-03-01')
  expect(left).not.toBe(text)
  expect(wrongWith(left).join('\n')).toContain('impossible-approval')
})

test('[C1] a model that is hidden from whoever must approve it is an error of that rule, at its line', () => {
  const path = 'models/flight-delay.yaml'
  const hidden = snapshot.files[path]?.text.replace(/^ {2}roles: \[modelops.*$/m, '  roles: [business]') ?? ''
  const files = { ...snapshot.files, [path]: { text: hidden, blob: 'e'.repeat(40) } }
  const { problems } = readRepository(files, 'c'.repeat(40), policyKinds)
  const rollback = snapshot.files['policies/approve-rollback.yaml']?.text.split('\n') ?? []
  expect(problems.filter(({ level }) => level === 'error')).toMatchObject([
    { file: 'policies/approve-medium.yaml', code: 'impossible-approval' },
    {
      file: 'policies/approve-rollback.yaml',
      line: rollback.findIndex(line => line.startsWith('needs:')) + 1,
      code: 'impossible-approval',
      fix: expect.stringContaining(
        'Add `operations` and `model-validation` to `visibility.roles` in models/flight-delay',
      ),
    },
  ])
})
