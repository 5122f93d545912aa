import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { closeServer } from '../../src/edges/http-close.ts'

/** A server that answers when it is told to, and how a client's bare connection speaks with it. */
async function serving() {
  const asked: ServerResponse[] = []
  const server = createServer((_, response) => void asked.push(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const open = async () => {
    const taken = once(server, 'connection')
    const socket = connect(port, '127.0.0.1')
    await taken
    return { socket, all: text(socket) }
  }
  const ask = async (socket: ReturnType<typeof connect>) => {
    const come = once(server, 'request')
    socket.write('GET / HTTP/1.1\r\nhost: kedge\r\n\r\n')
    await come
  }
  return { server, asked, open, ask }
}

test('what is being answered is finished, and then its connection ends although its client would keep it', async () => {
  const { server, asked, open, ask } = await serving()
  const { socket, all } = await open()
  await ask(socket)
  const closing = closeServer(server)
  asked[0]?.end('done')
  await closing
  expect(await all).toContain('done')
})

test('a connection that was open when it closes is answered once more and told to close', async () => {
  const { server, asked, open, ask } = await serving()
  const { socket, all } = await open()
  const closing = closeServer(server)
  await ask(socket)
  asked[0]?.end('late')
  await closing
  expect(await all).toMatch(/^HTTP\/1\.1 200 OK\r\nconnection: close\r\n[\s\S]*late/i)
})

test('a connection kept alive by nobody, and a server that never listened, hold nothing up', async () => {
  const { server, asked, open, ask } = await serving()
  const { socket, all } = await open()
  await ask(socket)
  asked[0]?.end('done')
  await once(socket, 'data')
  await closeServer(server)
  expect(await all).toContain('done')
  await closeServer(server)
})
