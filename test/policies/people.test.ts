import { expect, test } from 'vitest'
import type { People } from '../../src/core/people.ts'
import type { Repository } from '../../src/core/repository.ts'
import people from '../../src/policies/people.ts'

const policy = (list: People['people']): People => ({
  kind: 'people',
  id: 'people',
  because: 'so',
  slackTeam: 'T000000001',
  people: list,
})
const told = (list: People['people']) =>
  people.complaints?.(policy(list), {} as Repository).map(c => `${c.level ?? 'error'} ${c.at.join('.')} ${c.code}`)

test.each([
  ['one Slack user', { slack: 'U0A' }, { slack: 'U0A' }, ['error people.b.slack same-account']],
  [
    'one GitHub id',
    { github: { login: 'x', id: 4 } },
    { github: { login: 'y', id: 4 } },
    ['error people.b.github.id same-account'],
  ],
  [
    'one GitHub login, whatever its case',
    { github: { login: 'Ana', id: 4 } },
    { github: { login: 'ana', id: 5 } },
    ['error people.b.github.login same-account'],
  ],
  [
    'accounts of their own',
    { slack: 'U0A', github: { login: 'x', id: 4 } },
    { slack: 'U0B', github: { login: 'y', id: 5 } },
    [],
  ],
  ['no account', { slack: 'U0A' }, {}, ['warning people.b no-account']],
  [
    'an account that nobody can have yet',
    { slack: 'U0A' },
    { github: { login: 'later', id: -1 } },
    ['warning people.b.github.id placeholder'],
  ],
])('[A9] two people with %s', (_, a, b, expected) => {
  expect(told({ a: { name: 'A', roles: [], ...a }, b: { name: 'B', roles: [], ...b } })).toEqual(expected)
})

test.each([
  ['is one of the people', 'a', []],
  ['is left out', undefined, []],
  ['has left', 'c', ['processOwner departed-person']],
  ['is nobody', 'b', ['processOwner unknown-person']],
  ['has a name that every object has', 'constructor', ['processOwner unknown-person']],
])('[B11] the process owner %s', (_, processOwner, expected) => {
  const left = { name: 'C', slack: 'U0C', roles: [], left: '2026-01-31' }
  const list = { a: { name: 'A', slack: 'U0A', roles: [] }, c: left }
  const all = { ...policy(list), ...(processOwner === undefined ? {} : { processOwner }) }
  const complaints = people.complaints?.(all, {} as Repository) ?? []
  expect(complaints.map(c => `${c.at.join('.')} ${c.code}`)).toEqual(expected)
})

test('[B10] a workspace that nobody has yet is a warning with the place of the real one', () => {
  const complaints = people.complaints?.({ ...policy({}), slackTeam: 'T00000000' }, {} as Repository)
  expect(complaints).toMatchObject([
    { at: ['slackTeam'], code: 'placeholder', level: 'warning', fix: expect.stringContaining('app.slack.com/client') },
  ])
})
