/** Everything `kedge doctor` looks at. It starts nothing and changes nothing outside. */

import { type Probe, passed, unseen } from '../core/probe.ts'
import { SETTINGS, type Settings } from '../core/settings.ts'
import { fromProblems } from '../flows/doctor.ts'
import { nodeProbe } from '../flows/doctor-here.ts'
import { says } from '../words/says.ts'
import { type DeploymentParts, githubOf, readParts, secretsOf, slackOf } from './deployment.ts'
import { connectionProbes } from './doctor-connections.ts'
import { githubProbes } from './doctor-github.ts'
import { hereProbes } from './doctor-here.ts'
import { slackProbes } from './doctor-slack.ts'
import { cleaner } from './log.ts'
import { neededNode } from './own-package.ts'

/** From the near to the far. What could not be asked yet says so, and no secret is in any of it. */
export async function examine(
  env: Readonly<Record<string, string | undefined>>,
  now: () => Date = () => new Date(),
): Promise<readonly Probe[]> {
  const parts = await readParts(env)
  const { given, problems, connections } = parts
  const key = isWhole(parts, 'KEDGE_GITHUB_') ? parts.privateKey : undefined
  const all = await Promise.all([
    hereProbes(given),
    isWhole(parts, 'KEDGE_SLACK_')
      ? slackProbes(slackOf(given as Settings), now)
      : [unseen('slack', ...says.flowDoctor.notYet.slack)],
    key === undefined
      ? [unseen('github', ...says.flowDoctor.notYet.github)]
      : githubProbes(githubOf(given as Settings, key), connections, now),
    connections ? connectionProbes(connections) : [],
  ])
  const settings =
    problems.length > 0
      ? fromProblems('settings', problems)
      : [passed('settings', says.edgeDoctor.read(Object.keys(SETTINGS).length))]
  const probes = [nodeProbe(process.versions.node, neededNode()), ...settings, ...all.flat()]
  return cleaner(secretsOf(parts))(probes) as readonly Probe[]
}

/** Whether nothing is wrong with the settings of this beginning: problems name them. */
function isWhole({ problems }: DeploymentParts, beginning: string): boolean {
  return !problems.some(it => it.says.includes(beginning))
}
