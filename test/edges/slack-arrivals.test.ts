import { describe, expect, test } from 'vitest'
import { arrivalOf, trustedUrl } from '../../src/edges/slack-arrivals.ts'

const home = { app: 'A1', team: 'T1', apiUrl: 'https://slack.com/api/' }
const command = {
  api_app_id: 'A1',
  team_id: 'T1',
  user_id: 'U1',
  channel_id: 'C1',
  command: '/kedge',
  text: 'help',
  trigger_id: '1.2',
}
const press = {
  type: 'block_actions',
  api_app_id: 'A1',
  team: { id: 'T1' },
  user: { id: 'U1', team_id: 'T1' },
  container: { type: 'message', channel_id: 'C1', message_ts: '5.1', thread_ts: '4.1' },
  actions: [{ action_id: 'kedge:approve', value: 'seal', action_ts: '6.1' }],
  trigger_id: '1.2',
}
const submission = {
  type: 'view_submission',
  api_app_id: 'A1',
  team: { id: 'T1' },
  user: { id: 'U1', team_id: 'T1' },
  view: {
    id: 'V1',
    hash: 'h1',
    callback_id: 'rollback',
    private_metadata: 'c',
    state: { values: { reason: { reason: { value: 'why' } } } },
  },
}

const shared = {
  type: 'event_callback',
  ...{ api_app_id: 'A1', team_id: 'T1', event_id: 'Ev1' },
  event: { type: 'file_shared', channel_id: 'C1', file_id: 'F1', user_id: 'U1', file: { id: 'F1' } },
}

test('[D2] a shared file is known by its event, and by nothing else that is said of it', () => {
  const body = { team: 'T1', user: 'U1', channel: 'C1', file: 'F1' }
  expect(arrivalOf(shared, home)).toEqual({ flow: 'file', delivery: 'slack:Ev1', body })
  expect(arrivalOf({ ...shared, team_id: 'T9' }, home)).toMatchObject({ flow: 'none' })
  expect(arrivalOf({ ...shared, api_app_id: 'A9' }, home)).toMatchObject({ flow: 'none' })
  for (const key of ['channel_id', 'file_id', 'user_id'])
    expect(arrivalOf({ ...shared, event: { ...shared.event, [key]: '' } }, home)).toMatchObject({ flow: 'none' })
  expect(arrivalOf({ ...shared, event: { type: 'file_public' } }, home)).toMatchObject({ flow: 'none' })
})

test('[E4] a form says what was written, chosen, or picked from a calendar, and nothing for what was left empty', () => {
  const chosen = {
    type: 'static_select',
    selected_option: { text: { type: 'plain_text', text: 'High' }, value: 'high' },
  }
  const values = {
    why: { why: { type: 'plain_text_input', value: 'so' } },
    tier: { tier: chosen },
    until: { until: { type: 'datepicker', selected_date: '2001-06-30' } },
    from: { from: { type: 'datepicker', selected_date: null } },
  }
  expect(arrivalOf({ ...submission, view: { ...submission.view, state: { values } } }, home)).toMatchObject({
    body: { values: { why: 'so', tier: 'high', until: '2001-06-30', from: '' } },
  })
})

describe('what Slack sends', () => {
  test('names the thread a button stands in, but not a card that is its own', () => {
    expect(arrivalOf(press, home)).toMatchObject({ body: { message: { channel: 'C1', ts: '5.1', thread: '4.1' } } })
    const top = { ...press, container: { ...press.container, thread_ts: '5.1' } }
    expect(arrivalOf(top, home)).toMatchObject({ body: { message: { channel: 'C1', ts: '5.1' } } })
    expect(arrivalOf(top, home)).not.toHaveProperty('body.message.thread')
  })

  test('without a trigger is known again by what stands still', () => {
    expect(arrivalOf(submission, home)).toMatchObject({
      flow: 'submit',
      delivery: 'slack:V1:h1',
      body: { values: { reason: 'why' } },
    })
    expect(arrivalOf({ ...press, trigger_id: undefined }, home)).toMatchObject({ delivery: 'slack:U1:6.1' })
    expect(arrivalOf({ ...command, trigger_id: '' }, home)).toMatchObject({ flow: 'none' })
  })

  test('keeps the workspace of somebody from elsewhere, who acts in ours', () => {
    expect(arrivalOf({ ...press, user: { id: 'U9', team_id: 'T9' } }, home)).toMatchObject({
      body: { team: 'T9', user: 'U9' },
    })
    const shared = {
      ...submission,
      team: { id: 'T9' },
      user: { id: 'U9', team_id: 'T9' },
      view: { ...submission.view, app_installed_team_id: 'T1' },
    }
    expect(arrivalOf(shared, home)).toMatchObject({ body: { team: 'T9' } })
  })

  test('may come from anywhere in our organisation, where the app belongs to that', () => {
    const grid = { ...press, team: { id: 'T7' }, user: { id: 'U1', team_id: 'T7' }, enterprise: { id: 'E1' } }
    expect(arrivalOf(grid, { ...home, team: 'E1' })).toMatchObject({ body: { team: 'E1', enterprise: 'E1' } })
    expect(arrivalOf(grid, home)).toMatchObject({ flow: 'none', because: 'it comes from the workspace T7' })
  })

  test.each([
    [null],
    [undefined],
    [[]],
    ['text'],
    [{}],
    [{ ...command, api_app_id: undefined }],
    [{ ...command, team_id: undefined }],
    [{ ...command, user_id: ['U1'] }],
    [{ ...press, actions: [] }],
    [{ ...press, actions: undefined }],
    [{ ...press, actions: [{ action_id: 'approve' }] }],
    [{ ...press, container: { type: 'view', view_id: 'V1' } }],
    [{ ...press, user: undefined }],
    [Object.create(command)],
    [{ ...command, command: undefined, type: 'nobody knows' }],
  ])('is nothing to us where it is not whole (%#)', body => {
    expect(arrivalOf(body, home)).toMatchObject({ flow: 'none', because: expect.any(String) })
  })
})

test.each([
  ['https://hooks.slack.com/commands/T1/2/x', true],
  ['https://hooks.slack.com:443/actions/T1/2/x', true],
  ['http://hooks.slack.com/commands/T1', false],
  ['https://hooks.slack.com.evil.test/commands', false],
  ['https://evil.test/https://hooks.slack.com/', false],
  ['https://hooks.slack.com@evil.test/', false],
  ['https://me@hooks.slack.com/', false],
  ['https://hooks.slack.com:8443/', false],
  ['http://169.254.169.254/', false],
  ['javascript:alert(1)', false],
  ['', false],
])('an answer may go to %j: %j', (url, may) => {
  expect(trustedUrl(url, home.apiUrl) !== undefined).toBe(may)
})

test('beside the stand-in, only the stand-in is answered', () => {
  expect(trustedUrl('http://127.0.0.1:4001/response/x', 'http://127.0.0.1:4001/api/')).toBeDefined()
  expect(trustedUrl('https://hooks.slack.com/x', 'http://127.0.0.1:4001/api/')).toBeUndefined()
  expect(trustedUrl('https://hooks.slack-gov.com/x', 'https://slack-gov.com/api/')).toBeDefined()
})
