import { expect, test } from 'vitest'
import { type RoleRow, roleFault } from '../../src/sources/postgres-role.ts'

const row = (can: RoleRow['can'], what: string): RoleRow => ({ role: 'kedge', can, what })

test('[D1] a role that can do nothing beyond reading is read by', () => {
  expect(roleFault('acme', [])).toBeUndefined()
})

test.each<[readonly RoleRow[], string, string]>([
  [[row('writes', 'kept'), row('is', 'member of a'), row('is', 'superuser')], 'it is superuser', 'create role kedge'],
  [[row('is', 'bypassrls'), row('is', 'bypassrls')], 'it is bypassrls', 'nobypassrls'],
  [[row('writes', 'kept'), row('writes', 'other')], 'it may write kept, other', 'on kept from kedge, public'],
  [[row('runs', 'dblink(text)')], 'it may run dblink(text)', 'revoke execute on function dblink(text)'],
])('[D1] the worst is told first, with its fix: %j', (rows, says, fix) => {
  const fault = roleFault('acme', rows)
  expect(fault?.says).toBe(`connection acme: the role kedge can do more than read: ${says}`)
  expect(fault?.fix).toContain(fix)
})
