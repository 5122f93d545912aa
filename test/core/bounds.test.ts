import { expect, test } from 'vitest'
import { boundOf, boundsOf, channelsShown, isShownIn, NOBODY, rolesShown } from '../../src/core/bounds.ts'
import type { Change } from '../../src/core/change-state.ts'
import { foldOf, mergedBy, WAITING } from '../fixtures/change.ts'
import { flightDelay } from '../fixtures/world.ts'

const MAIN = { roles: ['modelops'], channels: ['C0OPS'] }
const HEAD = { roles: ['audit'] }
const models = { 'flight-delay': { ...flightDelay, visibility: MAIN } }
const { merged } = foldOf([...WAITING, mergedBy])
const MERGED = { ...(merged && { merged }) }
const changed = (more: Partial<Change> = {}): Change => {
  const it = foldOf(WAITING)
  return { ...it, seals: it.seals.map(seal => ({ ...seal, body: { ...seal.body, bounds: [HEAD] } })), ...more }
}

test('[C4] [attack 73] what main says and what the pull request says both hold', () => {
  expect(boundsOf(changed(), models)).toEqual([MAIN, HEAD])
})

test('[C4] [attack 73] of a model that is not on main what the pull request says holds, also when main has lost it', () => {
  expect(boundsOf(changed(), {})).toEqual([HEAD])
  expect(boundsOf(changed(MERGED), {})).toEqual([HEAD])
})

test('[C4] once it is merged main alone says who sees its models', () => {
  expect(boundsOf(changed(MERGED), models)).toEqual([MAIN])
})

test('[C4] what was sealed before Kedge kept it is seen as main says', () => {
  const it = foldOf(WAITING)
  const before = it.seals.map(({ at, body: { bounds: _, ...body } }) => ({ at, body }))
  expect(boundsOf({ ...it, seals: before }, models)).toEqual([MAIN])
  expect(boundsOf({ ...it, seals: before }, {})).toEqual([])
})

test('[C4] a person’s own pull request that was not looked at yet is shown to nobody', () => {
  const { request } = changed()
  expect(boundsOf({ request: { ...request, door: 'repository' }, seals: [] }, models)).toEqual([NOBODY])
})

test('roles and channels are told where a bound names some', () => {
  expect([rolesShown([MAIN, HEAD]), channelsShown([MAIN, HEAD])]).toEqual([[['modelops'], ['audit']], [['C0OPS']]])
})

test('[C4] a channel shows it where all that name channels name it, and nothing of what is for nobody', () => {
  const both = { channels: ['C0OPS', 'C0LUNCH'] }
  expect([isShownIn([MAIN, HEAD, both], 'C0OPS'), isShownIn([MAIN, HEAD, both], 'C0LUNCH')]).toEqual([true, false])
  expect([isShownIn([], 'C0LUNCH'), isShownIn([NOBODY], 'C0OPS')]).toEqual([true, false])
})

test('[C4] what only some roles see is shown in its own channel alone, unless it names some', () => {
  const roles = ['audit']
  expect(boundOf({})).toEqual([])
  expect(boundOf({ channel: 'C0OWN', visibility: { roles } })).toEqual([{ roles, channels: ['C0OWN'] }])
  expect(boundOf({ visibility: { roles } })).toEqual([{ roles, channels: [] }])
  const named = { roles, channels: ['C0OPS'] }
  expect(boundOf({ channel: 'C0OWN', visibility: named })).toEqual([named])
  expect(boundOf({ channel: 'C0OWN', visibility: { channels: ['C0OPS'] } })).toEqual([{ channels: ['C0OPS'] }])
})
