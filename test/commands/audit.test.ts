import { expect, test } from 'vitest'
import type { Waiver } from '../../src/policies/waiver.ts'
import { asked, change, checkedGreen, mergedBy, openedPull, sealed, voted, WAITING } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { happened } from '../fixtures/happened.ts'
import { HEAD, repository, worldOf, write } from '../fixtures/world.ts'

const waiver: Waiver = {
  ...{ kind: 'waiver', id: 'until-validated', because: 'Its validation is on its way.', rule: 'yearly-validation' },
  ...{ models: ['flight-delay'], owner: 'mara', granted: { by: 'chen', on: '2001-04-01' }, expires: '2001-06-30' },
  examples: [],
}
const over: Waiver = { ...waiver, id: 'long-over', expires: '2001-04-15' }
const waived = { ...repository, policies: { ...repository.policies, waiver: [over, waiver] } }
const approved = happened('change.verdict', 'kedge', { is: 'approved', head: HEAD, by: ['bo', 'chen'] })
const owed = happened('change.review-owed', 'kedge', { because: 'It could not wait.', due: '2001-04-17T09:00:00.000Z' })
const broke = happened('model.broke-rule', 'kedge', {
  ...{ model: 'flight-delay', policy: 'runs-what-is-wanted', outcome: 'fail', says: 'x' },
})

test('[E1] [R42] audit says who approved what, when and by which rule, and what stands beside the rules', async () => {
  const { world, at } = await worldOf({ repository: waived })
  await change(world, [...WAITING, voted('bo'), voted('chen'), approved, checkedGreen, mergedBy, owed])
  await write(world, 'model/flight-delay', [broke])
  at('2001-04-18T09:00:00Z')
  expect((await typed(world, 'audit flight-delay')).words).toMatchInlineSnapshot(`
    "┃ flight-delay: 1 change merged, 0 of them without the check, 1 waiver in force, 1 review owed and 1 rule not kept.
    ┃
    ┃ Rules not kept
    ┃
    ┃ • Flight delay forecast does not keep runs-what-is-wanted
    ┃
    ┃ Reviews owed
    ┃
    ┃ • Roll flight-delay back from 1.1.0 to 1.0.0, pull request #7: It could not wait.; until 17 April 2001, 09:00 UTC (late)
    ┃
    ┃ Waivers in force
    ┃
    ┃ • until-validated: waives yearly-validation for flight-delay, until 30 June 2001, granted by Chen Wei on 1 April 2001; its owner is Mara Costa: Its validation is on its way.
    ┃
    ┃ Who approved what, the newest first
    ┃
    ┃ • Roll flight-delay back from 1.1.0 to 1.0.0 (rollback 1.1.0 → 1.0.0, pull request #7), merged 16 April 2001, 09:00 UTC as fffffff: asked for by Ana Ruiz; approved by Bo Lindqvist (Slack, 16 April 2001, 09:00 UTC), Chen Wei (Slack, 16 April 2001, 09:00 UTC); by approve-rollback
    ┃
    ┃ · The complete record is the branch kedge/record: kedge history flight-delay in a clone prints all of it, with what each approver was shown, and kedge verify says whether anything was altered. Approvals policies are named as they are today."
  `)
  expect((await typed(world, 'audit')).words.replace('All you may see here', 'flight-delay')).toContain(
    (await typed(world, 'audit flight-delay')).words.slice(0, 120),
  )
})

test('[E1] what was merged without its check says so, and whoever voted for it did not approve it', async () => {
  const { world } = await worldOf()
  await change(world, [asked(), openedPull, sealed, voted('bo'), mergedBy])
  const { words } = await typed(world, 'audit flight-delay')
  expect(words).toContain('1 of them without the check')
  expect(words).toContain('; merged without its check; by approve-rollback')
  expect(words).not.toContain('Bo')
})

test('[E1] before anything happened that is said, and what is not merged is in force nowhere', async () => {
  const { world } = await worldOf()
  await change(world, WAITING)
  expect((await typed(world, 'audit')).words).toMatchInlineSnapshot(`
    "┃ All you may see here: 0 changes merged, 0 of them without the check, 0 waivers in force, 0 reviews owed and 0 rules not kept.
    ┃
    ┃ · The complete record is the branch kedge/record: kedge history <model> in a clone prints all of it, with what each approver was shown, and kedge verify says whether anything was altered. Approvals policies are named as they are today."
  `)
})

test('[E1] [attack 73] where a model is not shown neither its changes, nor its waivers, nor its rules are', async () => {
  const { world } = await worldOf({ repository: waived })
  await change(world, [...WAITING, approved, mergedBy, owed])
  await write(world, 'model/flight-delay', [broke])
  const { words } = await typed(world, 'audit', { channel: 'C0LUNCH' })
  expect(words).toContain('0 changes merged, 0 of them')
  expect(words).not.toMatch(/flight|validated|runs-what/i)
})

test('[E1] ten of each list stand on a page', async () => {
  const { world } = await worldOf({ repository: waived })
  for (let i = 0; i < 12; i++) await write(world, `change/0000000${i}`, [asked(), mergedBy])
  const [first, second] = [await typed(world, 'audit'), await typed(world, 'audit page 2')]
  expect([...first.words.matchAll(/asked for by/g)]).toHaveLength(10)
  expect([...second.words.matchAll(/asked for by/g)]).toHaveLength(2)
  expect([first, second].map(({ words }) => words.includes('until-validated'))).toEqual([true, false])
})
