import { expect, test } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { modalOfCommand } from '../../src/flows/run-command.ts'
import { REGISTER_QUESTIONS } from '../../src/plans/register-questions.ts'
import { typed } from '../fixtures/command.ts'
import { worldOf } from '../fixtures/world.ts'

const said = (who: string) => ({ team: 'T000000001', user: who, channel: 'C0FLIGHTOPS', text: 'register' })
const opens = async (text: string, who = 'U0ANA') =>
  modalOfCommand((await worldOf()).world, Object.values(commands), { ...said(who), text })

test('[C7] register opens a form of eight questions at most, with what there is to choose', async () => {
  const modal = await opens('register')
  expect(modal?.inputs.map(({ id }) => id)).toEqual(REGISTER_QUESTIONS.map(({ key }) => key))
  expect(modal?.inputs.length).toBeLessThanOrEqual(8)
  expect(modal?.inputs.find(({ id }) => id === 'useCase')).toMatchObject({
    is: 'select',
    choices: [{ value: 'passenger-notices', text: 'Notices to passengers' }],
  })
  expect(modal?.inputs.find(({ id }) => id === 'mode')).toMatchObject({ is: 'select', initial: 'batch' })
  expect(modal?.inputs.find(({ id }) => id === 'type')).toMatchObject({ is: 'text', optional: true })
})

test('[C7] no other word opens a form, and nobody unknown sees one', async () => {
  expect(await opens('models')).toBeUndefined()
  expect(await opens('register', 'U0ZOE')).toBeUndefined()
  expect(await opens('register something')).toBeUndefined()
})

test('[C7] register says what comes of it, whether the form opened or not', async () => {
  const { world } = await worldOf()
  expect(await typed(world, 'register')).toMatchObject({
    outcome: {},
    words: expect.stringContaining('A form asks eight questions'),
  })
})
