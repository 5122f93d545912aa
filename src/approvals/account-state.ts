import type { Bench, Door } from './approval.ts'
import { accountOf } from './slots.ts'

/**
 * What was seen of the accounts of whoever votes by this door. Their Slack account rules out both doors, or a guest would
 * come in by GitHub; undefined where one of them has to be looked up and was not.
 */
export function accountState(
  { people, accounts }: Pick<Bench, 'people' | 'accounts'>,
  person: string,
  door: Door,
): Bench['accounts'][string] | undefined {
  const seen = (account: string) => (Object.hasOwn(accounts, account) ? accounts[account] : undefined)
  const own = seen(accountOf(people, person, door) ?? person.replace(/^slack:\w+:/, ''))
  if (door === 'slack' || (own !== undefined && own !== 'person')) return own
  const slack = accountOf(people, person, 'slack')
  return slack === undefined ? 'person' : seen(slack)
}
