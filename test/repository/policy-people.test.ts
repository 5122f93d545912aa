import { expect, test } from 'vitest'
import { policyChanges } from '../../src/repository/policy-changes.ts'

const people = (more: object) => ({
  kind: 'people',
  id: 'people',
  people: { ana: { name: 'Ana', roles: ['owner'] }, ...more },
})
const eve = {
  name: 'Eve '.repeat(40),
  github: { login: 'eve', id: 66 },
  slack: 'U0EVE',
  roles: ['rule-owner', 'model-validation'],
}
const said = (was: object, is: object) => policyChanges(people(was), people(is)).map(({ says }) => says)

test('[C5] who comes and goes is told with what they may, however long the rest of it is', () => {
  const whole = 'with the roles rule-owner and model-validation (GitHub eve, Slack U0EVE)'
  expect(said({}, { eve })).toEqual([`person eve added, ${whole}`])
  expect(said({ eve }, {})).toEqual([`person eve removed, ${whole}`])
  expect(said({}, { eve: { name: 'Eve' } })).toEqual(['person eve added, without a role'])
  expect(said({}, { eve: { name: 'Eve', roles: ['risk'] } })).toEqual(['person eve added, with the role risk'])
  expect(said({}, { eve: { roles: [{ is: 'no role' }] } })).toEqual([
    'person eve added, with the role {"is":"no role"}',
  ])
  expect(said({ eve: { ...eve, roles: ['risk'] } }, { eve })).toEqual([
    'risk taken out of people.eve.roles',
    'rule-owner added to people.eve.roles',
    'model-validation added to people.eve.roles',
  ])
})
