import { expect, test } from 'vitest'
import { wholeStory } from '../../src/stand-ins/story.ts'
import { stageHere } from '../fixtures/stage-here.ts'
import { expectWholeEnding } from '../fixtures/whole-ending.ts'

test('[A7] the reconcile loop alone, with no webhook sent or taken, reaches the same end', async () => {
  const here = await stageHere({ webhooks: false })
  try {
    await wholeStory(here.stage)
    const ending = await here.ending()
    expect(here.log).toEqual([])
    expect(here.air.github.deliveries.filter(delivery => delivery.status_code === 202)).toEqual([])
    expectWholeEnding(ending)
  } finally {
    await here.close()
  }
})
