/** The main branch moves what a pull request moves: nobody can approve it until it has taken that in. */
import { expect, test } from 'vitest'
import { repository } from '../fixtures/world.ts'
import { opens } from '../scenarios/opens.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const limit = (text: string) => text.replace('limit: 18.5', 'limit: 25')
const tags = (text: string) => text.replace('tags: [sample]', 'tags: [sample, real]')
const TEXT = repository.files[MODEL]?.text ?? ''
const tally = (card: string) => /\d of \d/.exec(card)?.[0]
const TITLE =
  'Update the branch. The main branch has changed `models/flight-delay.yaml` since the branch left it; only git knows what a merge makes of both.'

async function updates(it: Scenario, name: string): Promise<void> {
  await it.air.github.person(name).updateBranch((await it.pull()).number)
  await it.settle()
}

const merges = async (it: Scenario) =>
  it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${(await it.pull()).number}/merge`, {})

test('[C5] (attack 39) it is asked for anew when the branch is updated, and what is merged is what was approved', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  await it.presses('fay', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
  await it.pushesToMain('root', MODEL, tags)
  await it.reconciles()
  const { conclusion, output } = await it.check()
  expect([conclusion, output.title]).toEqual(['failure', TITLE])
  expect(output.summary).toContain(
    'fix: Press `Update branch` on the pull request, or rebase it, and resolve what conflicts. Whoever does cannot approve it.',
  )
  expect(output.annotations_count).toBe(1)
  expect(it.card('approvals')).not.toContain('[ Approve')
  expect(it.thread('approvals')).toMatchInlineSnapshot(`
    "Behind the main branch. The request has changed: the files it changes have changed on the base. Votes so far were for what it was. @U0FAY: please look again when the branch is updated.
    fix: Press Update branch on the pull request, or rebase it, and resolve what conflicts. Whoever does cannot approve it.
    Now at 0000000."
  `)
  await it.reviews('chen')
  await expect(merges(it)).rejects.toThrow()
  await updates(it, 'dana')
  expect((await it.check()).conclusion).toBeNull()
  expect(tally(it.card('approvals'))).toBe('0 of 1')
  await it.presses('fay', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
  await merges(it)
  expect(await it.file(MODEL, 'main')).toBe(tags(limit(TEXT)))
})

test('[C5] where nothing was approved yet it is said as well, and a conflict is resolved by a push', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  await it.pushesToMain('root', MODEL, text => text.replace('limit: 18.5', 'limit: 20'))
  await it.reconciles()
  expect((await it.check()).output.title).toBe(TITLE)
  await mergesMain(it, 'dana')
  expect((await it.check()).conclusion).toBeNull()
  await it.presses('fay', 'Approve')
  await merges(it)
  expect(await it.file(MODEL, 'main')).toContain('limit: 25')
})

test('[C5] one that was removed on main meanwhile is seen too', async () => {
  const it = await scenario()
  const path = 'policies/weekend-freeze.yaml'
  await opens(it, 'dana', { [path]: text => `# Looked at.\n${text}` }, 'Say that it was looked at')
  await it.presses('ana', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
  await removesOnMain(it, path)
  await it.reconciles()
  expect(await it.check()).toMatchObject({
    conclusion: 'failure',
    output: { title: expect.stringContaining('The main branch has removed or renamed `policies/weekend-freeze.yaml`') },
  })
})

test('[C5] [C12] what was asked for in Slack is asked for again, which ends the one that is behind', async () => {
  const it = await scenario()
  await it.asks()
  const first = await it.newest('change')
  await it.presses('bo', 'Approve')
  await it.pushesToMain('root', MODEL, tags)
  await it.reconciles()
  expect((await it.check()).output.title).toBe(TITLE)
  expect(it.card('approvals')).toContain('fix: Ask for it again in Slack, which gives this one up')
  expect((await it.pull()).body).toContain('Ask for it again in Slack')
  expect(await it.asks()).toContain('Asked: Roll flight-delay back')
  expect((await it.events(first)).at(-1)).toMatchObject({ type: 'change.closed', body: { outcome: 'overtaken' } })
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  expect((await it.api('pulls/2')).merged).toBe(true)
  expect(await it.file(MODEL, 'main')).toBe(tags(TEXT.replace('  version: 1.1.0', '  version: 1.0.0')))
})

test('[C5] [attack 28] or its branch is updated, by somebody who does not approve it', async () => {
  const it = await scenario()
  await it.asks()
  await it.pushesToMain('root', MODEL, tags)
  await it.reconciles()
  await updates(it, 'fay')
  expect(await it.presses('fay', 'Approve')).toContain('You opened, wrote or pushed to this pull request')
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  expect((await it.pull()).merged).toBe(true)
  expect(await it.file(MODEL, 'main')).toBe(tags(TEXT.replace('  version: 1.1.0', '  version: 1.0.0')))
})

test('[C5] (attack 43) what lies beside the models and was let through is held when main makes a model of it', async () => {
  const draft = (text: string) => text.replace('id: flight-delay', 'id: flight-late')
  const it = await scenario({ files: { 'docs/flight-late.yaml': draft(TEXT) } })
  await opens(it, 'dana', { 'docs/flight-late.yaml': limit }, 'Loosen the limit of a draft')
  expect((await it.check()).output.title).toBe('Moves no model and no rule')
  await movesOnMain(it, 'docs/flight-late.yaml', 'models/flight-late.yaml')
  await it.reconciles()
  expect(await it.check()).toMatchObject({
    conclusion: 'failure',
    output: { title: expect.stringContaining('has removed or renamed `docs/flight-late.yaml`') },
  })
})

const root = (it: Scenario) => it.air.github.person('root')

async function onMain(it: Scenario, files: Readonly<Record<string, string | null>>): Promise<void> {
  it.unprotect()
  await root(it).push('main', files, 'Change it')
  await it.settle()
  await it.air.github.requireCheck()
}

const removesOnMain = (it: Scenario, path: string) => onMain(it, { [path]: null })
const movesOnMain = async (it: Scenario, from: string, to: string) =>
  onMain(it, { [from]: null, [to]: await it.file(from, 'main') })

/** As on the command line: main is merged by hand, and what conflicts resolved. */
async function mergesMain(it: Scenario, name: string): Promise<void> {
  const { head } = await it.pull()
  const { call } = it.air.github.person(name)
  const git = (method: string, path: string, body: unknown) => call(method, `/repos/acme/models/git/${path}`, body)
  const { sha: main } = (await it.api('git/ref/heads/main')).object
  const { tree } = await it.api(`git/commits/${main}`)
  const content = (await it.file(MODEL, 'main')).replace('limit: 20', 'limit: 25')
  const entry = { path: MODEL, mode: '100644', type: 'blob', content }
  const { sha: made } = await git('POST', 'trees', { base_tree: tree.sha, tree: [entry] })
  const { sha } = await git('POST', 'commits', { message: 'Merge main', tree: made, parents: [head.sha, main] })
  await git('PATCH', `refs/heads/${head.ref}`, { sha })
  await it.settle()
}
