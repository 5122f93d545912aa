import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Sent {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Answered {
  /** 0: none came. */
  readonly status: number
  /** From the moment it was due, so that a sender who comes late does not hide a bot that does. */
  readonly ms: number
}

/** An open loop: each is sent when it is due, whether those before it were answered or not. */
export async function under(
  url: string,
  { perSecond, seconds }: { perSecond: number; seconds: number },
  make: (n: number) => Sent,
): Promise<readonly Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 500 })
  const began = performance.now()
  const answers: Promise<Answered>[] = []
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = began + (n * 1000) / perSecond
    const early = due - performance.now()
    if (early > 1) await sleep(early)
    answers.push(send(url, agent, make(n), due))
  }
  const all = await Promise.all(answers)
  agent.destroy()
  return all
}

function send(url: string, agent: Agent, { body, headers }: Sent, due: number): Promise<Answered> {
  return new Promise(done => {
    const end = (status: number) => done({ status, ms: performance.now() - due })
    const length = { 'content-length': Buffer.byteLength(body) }
    const sent = request(
      url,
      { method: 'POST', agent, headers: { ...headers, ...length }, timeout: 10_000 },
      answer => {
        answer.resume().on('end', () => end(answer.statusCode ?? 0))
      },
    )
    sent.on('timeout', () => sent.destroy()).on('error', () => end(0))
    sent.end(body)
  })
}

/** As Slack signs it. */
export function signedRequest(secret: string, form: Readonly<Record<string, string>>): Sent {
  const body = new URLSearchParams(form).toString()
  const stamp = String(Math.floor(Date.now() / 1000))
  const hash = createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return { body, headers: { ...type, 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${hash}` } }
}
