import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, scenario } from './world.ts'

test('[C3] a fact that is supposed changes nothing of what other rules say of the files', async () => {
  const it = await scenario()
  const { number } = await opens(
    it,
    'dana',
    { [MODEL]: text => text.replace(', compliance: chen', '') },
    'Nobody answers',
  )
  const asks = (supposed: string) => it.says('ana', 'approvals', `/kedge whatif ${number} ${supposed}`)
  expect(await asks('approve chen')).toContain('still blocked')
  expect(await asks('approve chen kpis.mae.value=1')).toContain('still blocked')
  expect(await asks('approve chen owners.compliance=chen')).not.toContain('answered-for does not allow')
})

test('[C3] a tier that is supposed is approved by whoever approves that tier, and a pull request is found by its model', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: text => text.replace('limit: 18.5', 'limit: 25') }, 'Loosen the limit')
  const asks = (supposed: string) => it.says('chen', 'approvals', `/kedge whatif flight-delay ${supposed}`)
  expect(await asks('approve chen')).toContain('approve chen')
  expect(await asks('model.tier=high')).toContain('approve-high')
  expect(await asks('model.tier=medium')).not.toContain('approve-high')
  const elsewhere = await it.says('chen', 'lunch', '/kedge whatif flight-delay approve chen')
  expect(elsewhere).toContain('There is no open change flight-delay here')
})
