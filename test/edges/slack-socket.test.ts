import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openSlack } from '../../src/edges/slack.ts'
import { startSlack } from '../../src/stand-ins/slack.ts'
import { type House, logInto, openHouse } from './slack-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse('socket')
})
afterAll(() => house.close())

const help = () => house.slack.person('U0ANA').command('ml', '/kedge help')

test.each(['refresh', 'cut'] as const)('after a %s the connection stands again within a second', async how => {
  const sockets = await house.slack.useSocket()
  const opened = () => house.slack.calls.filter(call => call.method === 'apps.connections.open').length
  const before = opened()
  expect(house.edge.connected()).toBe(true)
  sockets[how]()
  await vi.waitFor(() => expect(opened()).toBe(before + 1))
  await vi.waitFor(() => expect(house.edge.connected() && sockets.open() === 1).toBe(true), 1000)
  expect(await help()).toMatchObject({ status: 200 })
})

test('Socket Mode listens nowhere unless asked to', async () => {
  expect(house.port).toBeUndefined()
  const listening = await openHouse('socket', { listen: { port: 0, host: '127.0.0.1' } })
  listening.doors.http = (_, response) => void response.writeHead(200).end()
  expect((await fetch(`http://127.0.0.1:${listening.port}/healthz`)).status).toBe(200)
  expect((await fetch(`http://127.0.0.1:${listening.port}/slack/events`, { method: 'POST', body: '{}' })).status).toBe(
    200,
  )
  expect(listening.arrivals).toEqual([])
  await listening.close()
})

test('a bot that starts while Slack is away connects when it is back', async () => {
  const later = await openHouse('socket')
  const port = Number(new URL(later.slack.url).port)
  await later.close()
  const logged: string[] = []
  const { app, team } = { app: later.slack.ids.app, team: later.slack.ids.team }
  const { botToken, appToken, apiUrl } = later.slack
  const edge = openSlack(
    { app, team, botToken, by: { socket: { appToken } }, apiUrl, log: logInto(logged) },
    later.doors,
  )
  await edge.start()
  expect(edge.connected()).toBe(false)
  expect(logged.join('\n')).toMatch(/does not answer; going on.*it is tried again/s)
  const slack = await startSlack({ people: [], channels: [], scopes: [], signingSecret: 'shh', port })
  await slack.useSocket()
  await vi.waitFor(() => expect(edge.connected()).toBe(true), 3000)
  await edge.stop()
  await slack.close()
})

test('what was stopped is connected no more', async () => {
  const short = await openHouse('socket')
  await short.edge.stop()
  expect(short.edge.connected()).toBe(false)
  await short.close()
})
