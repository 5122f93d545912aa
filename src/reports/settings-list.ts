import { SETTING_NAMES, SETTINGS, type Setting, type SettingName } from '../core/settings.ts'
import { says } from '../words/says.ts'
import { listItem } from './list-item.ts'

/** Every environment variable of the deployment, as a Markdown list. */
export function settingsList(): string {
  return SETTING_NAMES.map(entry).join('')
}

function entry(name: SettingName): string {
  const setting: Setting = SETTINGS[name]
  const { example, secret } = setting
  const { about, where } = says.settings[name]
  const like = example === undefined ? '' : `, like \`${example}\``
  return listItem(`**\`${name}\`** (${mustOf(setting)}${secret ? ', secret' : ''}${like}): ${about} *From:* ${where}.`)
}

function mustOf({ fallback, optional }: Setting): string {
  if (fallback !== undefined) return `else \`${fallback}\``
  return optional ? 'optional' : 'needed'
}
