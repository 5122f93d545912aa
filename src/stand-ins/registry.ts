/** The model registry of the airline: it signs what it registers. */
import { createHmac } from 'node:crypto'

export const REGISTRY_KEY = { secret: 'a-secret-of-the-registry-of-the-airline', owner: 'dana' }

/** Tells Kedge of a new version. Throws what it answers where it does not take it. */
export async function registerVersion(bot: string, body: object, now: Date): Promise<void> {
  const text = JSON.stringify(body)
  const at = String(Math.floor(now.getTime() / 1000))
  const signature = createHmac('sha256', REGISTRY_KEY.secret).update(`${at}.${text}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-kedge-timestamp': at,
    'x-kedge-signature-256': `sha256=${signature}`,
  }
  const answer = await fetch(`${bot}/v1/versions`, { method: 'POST', body: text, headers })
  if (!answer.ok) throw new Error(`the version was not taken: ${await answer.text()}`)
}
