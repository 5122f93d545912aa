/** The stand-ins in a process of their own, so that the sender's moments stay its own. Says how a bot reaches them. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OWNER, REPO, SIGNING_SECRET, startAirline, WEBHOOK_SECRET } from '../../src/stand-ins/airline.ts'

const [folder = ''] = process.argv.slice(2)
const { github, slack, connections, close } = await startAirline({ now: () => new Date() })
await writeFile(join(folder, 'app.pem'), github.app.privateKey)
const lines = Object.entries(connections).map(([name, it]) => `${name}: { type: duckdb, folder: '${it.folder}' }`)
await writeFile(join(folder, 'connections.yaml'), `${lines.join('\n')}\n`)
const env = {
  KEDGE_GITHUB_REPOSITORY: `${OWNER}/${REPO}`,
  KEDGE_GITHUB_APP_ID: String(github.app.id),
  KEDGE_GITHUB_PRIVATE_KEY: join(folder, 'app.pem'),
  KEDGE_GITHUB_WEBHOOK_SECRET: WEBHOOK_SECRET,
  KEDGE_GITHUB_URL: github.url,
  KEDGE_SLACK_APP_ID: slack.ids.app,
  KEDGE_SLACK_TEAM_ID: slack.ids.team,
  KEDGE_SLACK_BOT_TOKEN: slack.botToken,
  KEDGE_SLACK_SIGNING_SECRET: SIGNING_SECRET,
  KEDGE_SLACK_API_URL: slack.apiUrl,
  KEDGE_CONNECTIONS: join(folder, 'connections.yaml'),
  KEDGE_DATA: join(folder, 'data'),
  KEDGE_PORT: '0',
  KEDGE_HOST: '127.0.0.1',
}
console.log(JSON.stringify(env))
process.once('SIGTERM', () => void close().then(() => process.exit(0)))
