import { expect, test } from 'vitest'
import type { Submitted } from '../../src/edges/slack-arrivals.ts'
import { stayingOpen } from '../../src/edges/slack-forms.ts'
import { logInto } from './slack-house.ts'

const sent: Submitted = { team: 'T1', user: 'U1', trigger: '1', callback: 'x', context: '{}', values: { model: 'a' } }
const never = () => new Promise<never>(() => undefined)
const modal = { callback: 'y', context: '{}', title: 'Next', blocks: [], inputs: [] }
const doors = { validate: async () => undefined, people: () => ({}) }

test('[D2] a form that was sent is kept, or stays with what is wrong, or makes room for the next', async () => {
  const after = (more: object) => stayingOpen({ ...doors, ...more }, logInto([]))(sent)
  expect(await after({})).toBeUndefined()
  expect(await after({ nextModal: async () => undefined })).toBeUndefined()
  const wrong = { validate: async () => ({ model: 'No.' }), nextModal: async () => modal }
  expect(await after(wrong)).toEqual({ response_action: 'errors', errors: { model: 'No.' } })
  expect(await after({ nextModal: async () => modal })).toMatchObject({
    response_action: 'update',
    view: { callback_id: 'y', title: { text: 'Next' } },
  })
})

test('[D2] the next form that cannot be made in time leaves the one that was sent, which says so', async () => {
  const lines: string[] = []
  const late = stayingOpen({ ...doors, nextModal: never }, logInto(lines))(sent)
  expect(await late).toEqual({
    response_action: 'errors',
    errors: { model: 'That could not be looked at in time. Send it again.' },
  })
  expect(lines.join()).toContain('the form that follows could not be made')
})
