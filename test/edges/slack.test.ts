import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openSlack } from '../../src/edges/slack.ts'
import type { Document, Modal } from '../../src/words/document.ts'
import { type By, type House, logInto, openHouse, people, reason } from './slack-house.ts'

const card: Document = {
  summary: 'flight-delay breaches',
  blocks: [
    { is: 'title', text: 'flight-delay breaches' },
    {
      is: 'buttons',
      buttons: [
        { action: 'rollback', text: 'Roll back', value: 'case/1' },
        { action: 'take', text: "It's mine", value: 'case/1' },
      ],
    },
  ],
}

const questions: Modal = {
  ...reason,
  callback: 'register',
  inputs: [
    { is: 'text', id: 'name', label: 'Name', lines: 'one', minLength: 1, maxLength: 80 },
    {
      is: 'select',
      id: 'tier',
      label: 'Tier',
      choices: ['low', 'high'].map(value => ({ value, text: value })),
      initial: 'low',
    },
  ],
}

describe.each<By>(['http', 'socket'])('by %s, Slack', by => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(by)
  })
  afterAll(() => house.close())
  beforeEach(() => {
    house.arrivals.length = 0
    house.logged.length = 0
    house.doors.modalFor = () => undefined
    house.doors.modalOf = () => undefined
    house.doors.validate = async () => undefined
  })
  const posted = async () => {
    const { ts } = await house.edge.do.postMessage({ channel: 'C0ML', key: 'case/1' }, card)
    return { ts }
  }

  test('sends a command as plain data, and it is acknowledged at once', async () => {
    const answer = await house.slack.person('U0ANA').command('ml', '/kedge rollback churn to 4 because &lt;b&gt; fell')
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.body).toBeUndefined()
    expect(house.arrivals).toEqual([
      {
        flow: 'command',
        delivery: expect.stringMatching(/^slack:\d+\./),
        body: {
          team: house.slack.ids.team,
          user: 'U0ANA',
          channel: 'C0ML',
          text: 'rollback churn to 4 because <b> fell',
          trigger: expect.any(String),
          responseUrl: expect.stringContaining(house.slack.responseUrls),
        },
      },
    ])
  })

  test('sends a press with the message it was on', async () => {
    const { ts } = await posted()
    expect(await house.slack.person('U0BO').press({ ts }, 'kedge:take')).toMatchObject({ status: 200 })
    expect(house.arrivals).toMatchObject([
      {
        flow: 'press',
        body: { user: 'U0BO', action: 'take', value: 'case/1', channel: 'C0ML', message: { channel: 'C0ML', ts } },
      },
    ])
  })

  test('opens a form at once, keeps it open while it is wrong, and sends what was written', async () => {
    const { ts } = await posted()
    const ana = house.slack.person('U0ANA')
    house.doors.modalFor = press => (press.action === 'rollback' ? reason : undefined)
    house.doors.validate = async ({ values }) =>
      (values.reason ?? '').length < 10 ? { reason: 'Say a little more.' } : undefined
    await ana.press({ ts }, 'kedge:rollback')
    await vi.waitFor(() => expect(ana.modal()).toMatchObject({ callback_id: 'rollback', private_metadata: 'case/1' }))
    expect(await ana.submit({ reason: 'bad' })).toMatchObject({
      body: { response_action: 'errors', errors: { reason: 'Say a little more.' } },
    })
    expect(ana.modal()).toBeDefined()
    expect(house.arrivals.map(arrival => arrival.flow)).toEqual(['press'])
    await ana.submit({ reason: 'it misses the storms' })
    expect(ana.modal()).toBeUndefined()
    expect(house.arrivals[1]).toMatchObject({
      flow: 'submit',
      body: { user: 'U0ANA', callback: 'rollback', context: 'case/1', values: { reason: 'it misses the storms' } },
    })
  })

  test('opens the form of a command at once, with a text and a choice, and sends both answers', async () => {
    const ana = house.slack.person('U0ANA')
    house.doors.modalOf = typed => (typed.text === 'register' ? questions : undefined)
    await ana.command('ml', '/kedge help')
    await ana.command('ml', '/kedge register')
    await vi.waitFor(() => expect(ana.modal()).toMatchObject({ callback_id: 'register' }))
    house.doors.validate = async () => ({ name: 'It is taken.', tier: 'Too much.' })
    await ana.submit({ name: 'Churn', tier: 'high' })
    expect(ana.modal()?.errors).toEqual({ name: 'It is taken.', tier: 'Too much.' })
    house.doors.validate = async () => ({ nobody: 'There is no such input.' })
    await expect(ana.submit({})).rejects.toThrow('Slack cannot show an error beside nobody.')
    await expect(ana.submit({ name: 'x'.repeat(81) })).rejects.toThrow('The field name takes 1 to 80 letters.')
    house.doors.validate = async () => undefined
    await ana.submit({ name: 'Churn 2' })
    expect(house.arrivals.map(({ flow }) => flow)).toEqual(['command', 'command', 'submit'])
    expect(house.arrivals[2]?.body).toMatchObject({ values: { name: 'Churn 2', tier: 'high' } })
  })

  test.each([
    ['takes too long', () => new Promise<never>(() => undefined)],
    ['fails', () => Promise.reject(new Error('GitHub is away'))],
  ])('keeps a form where looking at it %s', async (_, validate) => {
    const ana = house.slack.person('U0ANA')
    house.doors.modalOf = () => questions
    house.doors.validate = validate
    await ana.command('ml', '/kedge register')
    await vi.waitFor(() => expect(ana.modal()).toBeDefined())
    expect(await ana.submit({ name: 'Churn' })).toMatchObject({ status: 200 })
    expect(house.arrivals.at(-1)).toMatchObject({ flow: 'submit', body: { values: { name: 'Churn' } } })
  })

  test('is told in words only the person sees when a form could not be opened', async () => {
    const { ts } = await posted()
    house.doors.modalFor = () => {
      throw new Error('no such case')
    }
    await house.slack.person('U0BO').press({ ts }, 'kedge:rollback')
    await vi.waitFor(() =>
      expect(house.slack.person('U0BO').whispers().at(-1)?.text).toBe('The form could not be opened.'),
    )
  })

  test('[A10] [attack 12] sends the same again, and it has the same delivery: one effect', async () => {
    const { ts } = await posted()
    const ana = house.slack.person('U0ANA')
    house.doors.modalFor = () => reason
    const { payload } = ana
    const command = payload.command('ml', '/kedge help')
    await house.slack.raw('slash_commands', command, { twice: true })
    const message = house.slack.messages('ml').find(each => each.ts === ts)
    if (!message) throw new Error('the card is gone')
    const press = payload.press(message, 'kedge:rollback')
    const opened = house.slack.calls.filter(call => call.method === 'views.open').length
    await house.slack.raw('interactive', press, { twice: true })
    await vi.waitFor(() => expect(ana.modal()).toBeDefined())
    const [one, two, three, four] = house.arrivals.map(arrival => arrival.delivery)
    expect([one, three]).toEqual([two, four])
    expect(one).not.toBe(three)
    expect(house.slack.calls.filter(call => call.method === 'views.open')).toHaveLength(opened + 1)
    await ana.dismiss()
  })

  test('[A10] sends a double click as two deliveries', async () => {
    const { ts } = await posted()
    const bo = house.slack.person('U0BO')
    await Promise.all([bo.press({ ts }, 'kedge:take'), bo.press({ ts }, 'kedge:take')])
    expect(new Set(house.arrivals.map(arrival => arrival.delivery)).size).toBe(2)
  })

  test('[A10] [attack 9] has sent nothing where the app or the workspace is another, on whichever way it comes', async () => {
    const { ts } = await posted()
    const { payload } = house.slack.person('U0ANA')
    const message = house.slack.messages('ml').find(each => each.ts === ts)
    if (!message) throw new Error('the card is gone')
    const [press, command] = [payload.press(message, 'kedge:take'), payload.command('ml', '/kedge help')]
    const submission = {
      ...press,
      type: 'view_submission',
      actions: undefined,
      view: { id: 'V1', callback_id: 'rollback', state: { values: {} } },
    }
    const options = { ...press, type: 'block_suggestion', actions: undefined, action_id: 'x', block_id: 'y', value: '' }
    const forged = { api_app_id: 'A0OTHER' }
    const elsewhere = { team: { id: 'T0OTHER' }, user: { ...press.user, team_id: 'T0OTHER' } }
    for (const wrong of [forged, elsewhere])
      for (const each of [press, submission, options])
        expect(await house.slack.raw('interactive', { ...each, ...wrong })).toMatchObject({ status: 200 })
    for (const wrong of [forged, { team_id: 'T0OTHER' }]) {
      expect(await house.slack.raw('slash_commands', { ...command, ...wrong })).toMatchObject({ status: 200 })
      expect(
        await house.slack.raw('events_api', { ...payload.event({ type: 'app_mention' }), ...wrong }),
      ).toMatchObject({ status: 200 })
    }
    expect(house.arrivals).toEqual([])
    expect(house.logged.filter(line => line.includes('nothing to us'))).toHaveLength(10)
  })

  test('[attack 11] sends events and presses nobody listens to: acknowledged, logged, nothing done', async () => {
    const { ts } = await posted()
    const ana = house.slack.person('U0ANA')
    const message = house.slack.messages('ml').find(each => each.ts === ts)
    if (!message) throw new Error('the card is gone')
    const press = ana.payload.press(message, 'kedge:take')
    const strange = { ...press, actions: [{ ...press.actions[0], action_id: 'other:take' }] }
    expect(await house.slack.raw('interactive', strange)).toMatchObject({ status: 200 })
    expect(await ana.say('ml', 'hello')).toMatchObject({ status: 200 })
    expect(house.arrivals).toEqual([])
    expect(house.logged.join('\n')).toMatch(/other:take.*message/s)
  })

  test('[E3] keeps that a Home was opened, by whom, and no more', async () => {
    expect(await house.slack.person('U0ANA').openHome()).toMatchObject({ status: 200 })
    expect(house.arrivals).toEqual([
      { flow: 'home', delivery: expect.any(String), fold: 'home:U0ANA', body: { team: 'T000000001', user: 'U0ANA' } },
    ])
  })

  test('[attack 12] is not acknowledged when nothing could be kept, and may send it again', {
    timeout: 10_000,
  }, async () => {
    const kept = house.doors.arrived
    house.doors.arrived = async () => {
      throw new Error('disk full')
    }
    const command = house.slack.person('U0ANA').payload.command('ml', '/kedge help')
    expect(await house.slack.raw('slash_commands', command)).toMatchObject({ status: by === 'http' ? 503 : 504 })
    house.doors.arrived = kept
    expect(await house.slack.raw('slash_commands', command)).toMatchObject({ status: 200 })
    expect(house.arrivals).toHaveLength(1)
  })

  test('[attack 10] cannot make us call an address that is not Slack’s', async () => {
    const hits: string[] = []
    const elsewhere = createServer((request, response) => void response.end(hits.push(request.url ?? '')))
    await new Promise<void>(done => elsewhere.listen(0, '127.0.0.1', done))
    const responseUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/latest/meta-data`
    const ana = house.slack.person('U0ANA')
    await house.slack.raw('slash_commands', { ...ana.payload.command('ml', '/kedge help'), response_url: responseUrl })
    expect(house.arrivals[0]?.body).not.toHaveProperty('responseUrl')
    await house.edge.do.answer({ channel: 'C0ML', user: 'U0ANA', responseUrl }, { summary: 'for you', blocks: [] })
    elsewhere.close()
    expect(hits).toEqual([])
    expect(ana.whispers().at(-1)?.text).toBe('for you')
  })
})

test('a token of another workspace, or a refused one, stops the start with a fix', async () => {
  await expect(openHouse('http', { team: 'T0OTHER' })).rejects.toThrow(
    /belongs to the workspace T000000001.*fix: set the team/s,
  )
  await expect(openHouse('http', { botToken: 'xoxb-wrong' })).rejects.toThrow(/invalid_auth.*fix:/s)
  await expect(openHouse('socket', { by: { socket: { appToken: 'xapp-wrong' } } })).rejects.toThrow(
    /refuses Socket Mode: invalid_auth.*fix:/s,
  )
})

test('a port that is taken is said with its fix', async () => {
  const first = await openHouse('http')
  await expect(openHouse('http', { listen: { port: first.port ?? 0, host: '127.0.0.1' } })).rejects.toThrow(
    /EADDRINUSE.*fix: stop what listens/s,
  )
  await first.close()
})

test('no signing secret, no HTTP', () => {
  const settings = {
    app: 'A1',
    team: 'T1',
    botToken: 'xoxb-1',
    by: { http: { signingSecret: '' } },
    listen: { port: 0 },
    log: logInto([]),
  }
  const doors = {
    arrived: async () => 'new' as const,
    modalFor: () => undefined,
    modalOf: () => undefined,
    validate: async () => undefined,
    people: () => people,
  }
  expect(() => openSlack(settings, doors)).toThrow(/no-signing-secret.*fix:/s)
})
