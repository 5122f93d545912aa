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
