import { says } from '../words/says.ts'
import { type Problem, problem } from './problem.ts'
import { SETTING_NAMES, SETTINGS, type Setting, type SettingName, type Settings } from './settings.ts'

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
  for (const name of SETTING_NAMES) {
    const setting: Setting = SETTINGS[name]
    const value = env[name]?.trim() || setting.fallback
    values[name] = value
    const fault = value === undefined ? missing(name, setting) : malformed(name, setting, value)
    if (fault) problems.push(fault)
  }
  if (!values.KEDGE_SLACK_APP_TOKEN && !values.KEDGE_SLACK_SIGNING_SECRET)
    problems.push(problem('missing-setting', ...says.readSettings.noDoor()))
  const half = (values.KEDGE_API_SECRET === undefined) !== (values.KEDGE_API_OWNER === undefined)
  if (half && !problems.some(it => it.says.startsWith('KEDGE_API_')))
    problems.push(problem('missing-setting', ...says.readSettings.halfKey()))
  const given = values as Partial<Settings>
  return { given, problems, ...(problems.length === 0 && { settings: given as Settings }) }
}

function missing(name: SettingName, { optional, example }: Setting): Problem | undefined {
  return optional ? undefined : problem('missing-setting', ...says.readSettings.missing(name, example))
}

function malformed(
  name: SettingName,
  { looks, example, fallback, secret }: Setting,
  value: string,
): Problem | undefined {
  if (!looks || looks.test(value)) return undefined
  const shown = secret ? undefined : value.slice(0, 60)
  return problem('malformed-setting', ...says.readSettings.malformed(name, shown, { example, fallback }))
}
