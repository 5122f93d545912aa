/** Pull requests that say what the main branch says, and so move nothing: until the main branch says something else. */
import { expect, test } from 'vitest'
import { MODEL, type Scenario, scenario } from './world.ts'

const to60 = (text: string) => text.replace('limit: 18.5', 'limit: 60')
const back = (text: string) => text.replace('limit: 60', 'limit: 18.5')
const limitOnMain = async (it: Scenario) => /limit: (18.5|60)/.exec(await it.file(MODEL, 'main'))?.[1]
const merges = (it: Scenario, number: number) =>
  it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})

/** The main branch says 60, and so does Dana, who began when it did not. */
async function sleeper(it: Scenario): Promise<number> {
  const dana = it.air.github.person('dana')
  const { sha } = (await it.api('git/ref/heads/main')).object
  const text = await it.file(MODEL, 'main')
  await it.pushesToMain('root', MODEL, to60)
  await dana.call('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/sleeper', sha })
  await dana.push('sleeper', { [MODEL]: to60(text) }, 'Say 60')
  const pull = { head: 'sleeper', base: 'main', title: 'Say 60', body: '' }
  const { number } = (await dana.call('POST', '/repos/acme/models/pulls', pull)) as { number: number }
  await it.settle()
  await it.reconciles()
  expect(await it.check()).toMatchObject({ conclusion: 'success', output: { title: 'Moves no model and no rule' } })
  return number
}

test.each([
  ['a webhook', true],
  ['polling alone', false],
])(
  '[C5] [attack 39] what moved nothing is asked for when the main branch says something else, by %s',
  async (_, told) => {
    const it = await scenario({ parts: { rulesMs: told ? 60_000 : 0 } })
    if (!told) it.air.github.setWebhookUrl(undefined)
    const number = await sleeper(it)
    await it.pushesToMain('root', MODEL, back)
    if (!told) await it.reconciles()
    expect((await it.check()).conclusion).toBeNull()
    expect(it.card('approvals')).toContain('loosened from 18.5 to 60 min')
    await expect(merges(it, number)).rejects.toThrow('405')
    await it.presses('fay', 'Approve')
    expect((await it.check()).conclusion).toBe('success')
    await merges(it, number)
    await it.settle()
    expect(await limitOnMain(it)).toBe('60')
  },
)

test('[C6] [attack 44] merged before anybody saw that it moves something by now, it is found and owed a review', async () => {
  const it = await scenario({ parts: { rulesMs: 0 } })
  await it.watch()
  const number = await sleeper(it)
  it.air.github.setWebhookUrl(undefined)
  await it.pushesToMain('root', MODEL, back)
  await merges(it, number)
  await it.reconciles()
  await it.reconciles()
  expect(await limitOnMain(it)).toBe('60')
  expect(it.card('approvals')).toContain('A review is owed: it was merged past the check.')
})
