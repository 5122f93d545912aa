import { type Problem, problem } from './problem.ts'
import { SETTINGS, type Setting, type Settings } from './settings.ts'

/** Reads them all and says everything that is wrong at once. Values of secrets are never repeated. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): {
  /** Left out where anything is wrong. */
  settings?: Settings
  /** As they are given, right or wrong. */
  given: Partial<Settings>
  problems: readonly Problem[]
} {
  const values: Record<string, string | undefined> = {}
  const problems: Problem[] = []
  for (const [name, setting] of Object.entries<Setting>(SETTINGS)) {
    const value = env[name]?.trim() || setting.fallback
    values[name] = value
    const wrong = value === undefined ? missing(name, setting) : malformed(name, setting, value)
    if (wrong) problems.push(wrong)
  }
  if (!values.KEDGE_SLACK_APP_TOKEN && !values.KEDGE_SLACK_SIGNING_SECRET) problems.push(noDoor())
  const half = (values.KEDGE_API_SECRET === undefined) !== (values.KEDGE_API_OWNER === undefined)
  if (half && !problems.some(({ says }) => says.startsWith('KEDGE_API_'))) problems.push(halfKey())
  const given = values as Partial<Settings>
  return { given, problems, ...(problems.length === 0 && { settings: given as Settings }) }
}

function missing(name: string, { about, where, optional, example }: Setting): Problem | undefined {
  if (optional) return undefined
  return problem(
    'missing-setting',
    `${name} is not set. ${about}`,
    `set ${name}${example === undefined ? '' : ` (like ${example})`}; get it from ${where}`,
  )
}

function malformed(name: string, setting: Setting, value: string): Problem | undefined {
  const { looks, shape = 'something else', where, example, fallback, secret } = setting
  if (!looks || looks.test(value)) return undefined
  const shown = secret ? 'what is set' : `“${value.slice(0, 60)}”`
  return problem(
    'malformed-setting',
    `${name} does not look right: ${shown} is not ${shape}.`,
    fallback === undefined
      ? `get it from ${where}${example === undefined ? '' : `; it looks like ${example}`}`
      : `leave it out, and it is ${fallback}; else: ${where}`,
  )
}

function halfKey(): Problem {
  return problem(
    'missing-setting',
    'Of KEDGE_API_SECRET and KEDGE_API_OWNER one is set and the other is not.',
    'set both, and versions can be registered; or neither',
  )
}

function noDoor(): Problem {
  return problem(
    'missing-setting',
    'Slack has no way in: neither KEDGE_SLACK_APP_TOKEN (Socket Mode) nor KEDGE_SLACK_SIGNING_SECRET (HTTP) is set.',
    'set KEDGE_SLACK_APP_TOKEN, the simpler one: it needs no address of your own; both are on your app’s page, Basic Information',
  )
}
