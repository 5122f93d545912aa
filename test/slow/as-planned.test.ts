import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const MORE_ROOM = '/kedge kpi flight-delay false_notices limit 76 because more room is needed'

async function diffOf(it: Scenario): Promise<string | undefined> {
  const sealed = (await it.events('change')).findLast(event => event.type === 'change.sealed')
  return sealed?.type === 'change.sealed' ? sealed.body.diff : undefined
}

async function toldAsChanged(it: Scenario): Promise<readonly boolean[]> {
  const [title = ''] = it.card('approvals').split('\n')
  return [
    (await it.pull()).title.includes('(changed since)'),
    title.includes('(CHANGED SINCE)'),
    it.card('approvals').includes('Changed since it was asked for'),
    String((await it.pull()).body).includes('Changed since it was asked for'),
  ]
}

test('[E2] [E5] Update branch, as the fix of Kedge says, changes nothing that was asked for', async () => {
  const it = await scenario()
  await it.watch()
  await it.says('ana', 'flight-ops', MORE_ROOM)
  const before = await diffOf(it)
  await it.pushesToMain('root', 'policies/people.yaml', text => `${text}\n# a note\n`)
  await it.air.github.person('ana').call('PUT', '/repos/acme/models/pulls/1/update-branch', {})
  await it.settle()
  expect(await diffOf(it)).toBe(before)
  expect(await toldAsChanged(it)).toEqual([false, false, false, false])
}, 60_000)

test('[E2] Update branch changes nothing either where main changed the same file in another place', async () => {
  const it = await scenario()
  await it.watch()
  await it.says('ana', 'flight-ops', MORE_ROOM)
  const before = await diffOf(it)
  await it.pushesToMain('root', MODEL, text => `# a note on main\n${text.replace('limit: 5\n', 'limit: 6\n')}`)
  await it.passes({ minutes: 2 })
  expect(await toldAsChanged(it)).toEqual([false, false, false, false])
  await it.air.github.person('ana').call('PUT', '/repos/acme/models/pulls/1/update-branch', {})
  await it.passes({ minutes: 2 })
  expect(await it.file(MODEL, (await it.pull()).head.ref)).toContain('limit: 6\n')
  expect(await diffOf(it)).not.toBe(before)
  expect(await toldAsChanged(it)).toEqual([false, false, false, false])
  expect(await it.presses('chen', 'Approve')).toContain('is recorded')
  await it.pushes('dana', text => `# nobody asked for this\n${text}`)
  await it.passes({ minutes: 2 })
  expect(await toldAsChanged(it)).toEqual([true, true, true, true])
}, 60_000)

test('[E2] [attack 40] the very lines that were asked for, at another place, are told as a change', async () => {
  const text = readFileSync(MODEL, 'utf8').replace('limit: 5\n', 'limit: 75\n')
  const it = await scenario({ files: { [MODEL]: text } })
  await it.watch()
  await it.says('ana', 'flight-ops', MORE_ROOM)
  const before = await diffOf(it)
  const lines = (diff = '') => diff.split('\n').filter(line => /^[+-]/.test(line))
  await it.pushes('dana', () => text.replace(/limit: 75\n(?![\s\S]*limit: 75\n)/, 'limit: 76\n'))
  await it.passes({ minutes: 2 })
  expect(await diffOf(it)).not.toBe(before)
  expect(lines(await diffOf(it))).toEqual(lines(before))
  expect(await toldAsChanged(it)).toEqual([true, true, true, true])
}, 60_000)

test('[E2] what is pushed is told as a change until whoever pushed it takes it back', async () => {
  const it = await scenario()
  await it.watch()
  await it.says('ana', 'flight-ops', MORE_ROOM)
  await it.pushes('dana', text => text.replace('limit: 18.5', 'limit: 60'))
  await it.passes({ minutes: 2 })
  expect(await toldAsChanged(it)).toEqual([true, true, true, true])
  await it.pushes('dana', text => text.replace('limit: 60', 'limit: 18.5'))
  await it.passes({ minutes: 2 })
  expect(await toldAsChanged(it)).toEqual([false, false, false, false])
}, 60_000)

test('[E1] [E2] a rollback to which somebody pushed a looser limit is called changed where it is listed and on its card', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await it.pushes('dana', text => text.replace('limit: 18.5', 'limit: 60'))
  await it.passes({ minutes: 2 })
  expect((await it.pull()).title).toContain('(changed since)')
  expect(it.card('approvals').split('\n')[0]).toBe('FLIGHT DELAY FORECAST: ROLLBACK 1.1.0 → 1.0.0 (CHANGED SINCE)')
  const list = await it.says('chen', 'approvals', '/kedge approvals')
  expect(list).toContain('rollback 1.1.0 → 1.0.0 (changed since)')
}, 60_000)
