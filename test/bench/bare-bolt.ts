/** What somebody would write first: a Bolt app that acknowledges, keeps nothing and does nothing. */
import { App, LogLevel } from '@slack/bolt'

const [signingSecret = ''] = process.argv.slice(2)
const authorize = async () => ({ botToken: 'xoxb-bare' })
const app = new App({ signingSecret, authorize, logLevel: LogLevel.ERROR })
app.command(/.*/, async ({ ack }) => ack())
app.action(/.*/, async ({ ack }) => ack())
const server = await app.start({ port: 0, host: '127.0.0.1' })
const address = server.address()
console.log(`listens on ${typeof address === 'object' ? address?.port : address}`)
