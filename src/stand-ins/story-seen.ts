/** What the people of the story see: their channels, the cards there, and the pull request. */
import { messageText } from './slack-text.ts'
import type { SlackMessage } from './slack-workspace.ts'
import type { Stage } from './stage.ts'

export const OPS = 'flight-ops'
export const APPROVALS = 'approvals'

export const last = <T>(list: readonly T[]): T | undefined => list.at(-1)
export const says = (message: SlackMessage | undefined, words: string) =>
  message !== undefined && messageText(message.blocks).includes(words)
export const card = (stage: Stage, words: string) =>
  stage.air.slack.messages(OPS).find(m => says(m, words) && m.blocks.some(b => b.type === 'header'))
export const approvalCard = (stage: Stage) =>
  stage.air.slack.messages(APPROVALS).find(m => m.blocks.some(b => b.type === 'header'))

export const shownCard = (stage: Stage) => approvalCard(stage) ?? nothing()

export async function tellPull(stage: Stage): Promise<void> {
  const number = await pullNumber(stage)
  const [pull, files, check] = [
    await api(stage, `pulls/${number}`),
    await api(stage, `pulls/${number}/files`),
    await checkOf(stage),
  ]
  const patch = files.map((file: { filename: string; patch: string }) => `${file.filename}\n${file.patch}`).join('\n')
  const state = check
    ? `${check.status}${check.conclusion ? `, ${check.conclusion}` : ''}: ${check.output.title}`
    : 'none'
  stage.tell({
    is: 'text',
    title: `Pull request #${number} (${pull.merged ? 'merged' : pull.state}): ${pull.title}`,
    text: `check kedge: ${state}\n\n${patch}`,
  })
}

// biome-ignore lint/suspicious/noExplicitAny: answers of the API, read for their words alone.
export const api = (stage: Stage, path: string): Promise<any> =>
  stage.air.github.person('root').call('GET', `/repos/acme/models/${path}`)

export async function pullNumber(stage: Stage): Promise<number> {
  const [first] = await api(stage, 'pulls?state=all')
  return first?.number ?? nothing()
}

export async function headBranch(stage: Stage, pull: number): Promise<string> {
  return (await api(stage, `pulls/${pull}`)).head.ref
}

export async function checkOf(stage: Stage) {
  const pull = (await api(stage, 'pulls?state=all'))[0]
  if (!pull) return undefined
  const { check_runs } = await api(stage, `commits/${pull.head.sha}/check-runs`)
  return check_runs.at(-1)
}

/** Dana adds a comment: the data stay what they were. */
export async function commented(stage: Stage, pull: number): Promise<string> {
  const file = await api(stage, `contents/models/flight-delay.yaml?ref=${await headBranch(stage, pull)}`)
  const text = Buffer.from(file.content, 'base64').toString('utf8')
  return text.includes('# The summer')
    ? text
    : text.replace('  mode: batch\n', '  mode: batch # The summer timetable began on 1 April.\n')
}

export function nothing(): never {
  throw new Error('it is not there yet')
}
