/** What undoes an approval while Kedge does not look: a green check still hangs on the commit, and people merge. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { awayAndBack, mergedAfter, owed } from '../scenarios/unheard.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const UNDONE = 'its approval did not hold any more when it was merged'
const REVIEW = ['1 review is owed.', expect.stringContaining(UNDONE)]

describe.each(['slack', 'github'] as const)('[C5] approved by %s, and then, before anybody looks,', door => {
  test('it is sent to another branch and back (attack 29)', async () => {
    const it = await mergedAfter(awayAndBack, { door })
    expect((await owed(it)).slice(1)).toEqual(REVIEW)
    expect(it.thread('approvals')).toContain('had undone its approval')
  })

  test('who approved pushes to it, and takes that away by force (attack 27)', async () => {
    const pushes = async (it: Scenario) => {
      const { ref, sha } = (await it.pull()).head
      const fay = it.air.github.person('fay')
      await fay.push(ref, { [MODEL]: `${await it.file(MODEL, ref)}# more\n` }, 'Say more')
      it.clock.move(5000)
      await fay.call('PATCH', `/repos/acme/models/git/refs/heads/${ref}`, { sha, force: true })
    }
    const it = await mergedAfter(pushes, { door })
    expect((await owed(it)).slice(1)).toEqual(REVIEW)
  })

  test('main takes the role from who approved (attack 18)', async () => {
    const roles = /(id: 10 }\n {4}roles: )\[model-validation, rule-owner\]/
    const it = await mergedAfter(
      async it => {
        await it.pushesToMain('root', 'policies/people.yaml', text =>
          text
            .replace(roles, '$1[business]')
            .replace(/(id: 8 }\n {4}roles: )\[business\]/, '$1[business, model-validation, rule-owner]'),
        )
        expect(await it.file('policies/people.yaml', 'main')).not.toMatch(roles)
      },
      { door },
    )
    expect((await owed(it)).slice(1)).toEqual(REVIEW)
  })
})

test('[C5] (attack 77) a freeze that began after the check was green is looked at by the time of the merge', async () => {
  const freeze = readFileSync('policies/weekend-freeze.yaml', 'utf8')
  const ofEdits = freeze.replace('covers: [promote, replace]', 'covers: [promote, replace, edit]')
  expect(ofEdits).not.toBe(freeze)
  const it = await mergedAfter(async it => it.clock.move(24 * 3_600_000), {
    options: { at: '2001-04-20T22:00:00Z', files: { 'policies/weekend-freeze.yaml': ofEdits } },
  })
  expect((await owed(it)).slice(1)).toEqual(REVIEW)
})

test('[C12] [attack 29] approvals in Slack go as those on GitHub do, also where it is back before anybody looks', async () => {
  const it = await scenario()
  await it.asks()
  it.clock.move(5000)
  await it.presses('bo', 'Approve')
  it.clock.move(5000)
  await awayAndBack(it, (await it.pull()).number)
  await it.settle()
  expect(it.thread('approvals')).toContain('@U0BO')
  it.clock.move(5000)
  await it.reviews('chen')
  await it.reconciles()
  expect((await it.pull()).state).toBe('open')
  it.clock.move(5000)
  await it.presses('bo', 'Approve')
  await it.settle()
  expect((await it.pull()).merged).toBe(true)
})
