/** Pull requests that say what the main branch says, and so move nothing: until the main branch says something else. */
import { expect, test } from 'vitest'
import { MODEL, type Scenario, scenario } from './world.ts'

const HOW = [
  ['a webhook', true],
  ['polling alone', false],
] as const

const to60 = (text: string) => text.replace('limit: 18.5', 'limit: 60')
const back = (text: string) => text.replace('limit: 60', 'limit: 18.5')
const limitOnMain = async (it: Scenario) => /limit: (18.5|60)/.exec(await it.file(MODEL, 'main'))?.[1]
const checkOf = async (it: Scenario, branch: string) => {
  const { sha } = (await it.api(`git/ref/heads/${branch}`)).object
  return (await it.api(`commits/${sha}/check-runs`)).check_runs.at(-1)
}
const merges = (it: Scenario, number: number) =>
  it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})

async function opensFrom(it: Scenario, head: string): Promise<number> {
  const pull = { head, base: 'main', title: `From ${head}`, body: '' }
  const { number } = await it.air.github.person('dana').call('POST', '/repos/acme/models/pulls', pull)
  await it.settle()
  return number
}

/** The main branch says 60, and so does Dana, who began when it did not. */
async function sleeper(it: Scenario): Promise<number> {
  const dana = it.air.github.person('dana')
  const { sha } = (await it.api('git/ref/heads/main')).object
  const text = await it.file(MODEL, 'main')
  await it.pushesToMain('root', MODEL, to60)
  await dana.call('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/sleeper', sha })
  await dana.push('sleeper', { [MODEL]: to60(text) }, 'Say 60')
  const number = await opensFrom(it, 'sleeper')
  await it.reconciles()
  expect(await it.check()).toMatchObject({ conclusion: 'success', output: { title: 'Moves no model and no rule' } })
  return number
}

test.each(HOW)(
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

/** `first` loosens the limit; `second` puts it back, and so touches no model until that is merged. */
async function halves(it: Scenario): Promise<void> {
  const dana = it.air.github.person('dana')
  const makes = (name: string, sha: string) =>
    dana.call('POST', '/repos/acme/models/git/refs', { ref: `refs/heads/${name}`, sha })
  const text = await it.file(MODEL, 'main')
  await makes('first', (await it.api('git/ref/heads/main')).object.sha)
  await dana.push('first', { [MODEL]: to60(text) }, 'Say 60')
  await makes('second', (await it.api('git/ref/heads/first')).object.sha)
  await dana.push('second', { [MODEL]: text, 'docs/notes.md': 'By the way.' }, 'Say something')
}

test.each(HOW)(
  '[C5] [attack 39] what touches no model is asked for when a merge makes it undo what was approved, by %s',
  async (_, told) => {
    const it = await scenario({ parts: { rulesMs: told ? 60_000 : 0 } })
    if (!told) it.air.github.setWebhookUrl(undefined)
    await halves(it)
    const second = await opensFrom(it, 'second')
    await it.reconciles()
    expect(await checkOf(it, 'second')).toMatchObject({ conclusion: 'success' })
    const first = await opensFrom(it, 'first')
    await it.reconciles()
    await it.presses('fay', 'Approve')
    await merges(it, first)
    await it.settle()
    if (!told) await it.reconciles()
    expect(await limitOnMain(it)).toBe('60')
    expect((await checkOf(it, 'second')).conclusion).toBeNull()
    expect(it.card('approvals')).toContain('tightened from 60 to 18.5 min')
    await expect(merges(it, second)).rejects.toThrow('405')
  },
)
