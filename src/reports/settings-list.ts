import { SETTINGS, type Setting } from '../core/settings.ts'
import { listItem } from './list-item.ts'

/** Every environment variable of the deployment, as a Markdown list. */
export function settingsList(): string {
  return Object.entries<Setting>(SETTINGS).map(entry).join('')
}

function entry([name, setting]: [string, Setting]): string {
  const { about, where, example, secret } = setting
  const like = example === undefined ? '' : `, like \`${example}\``
  return listItem(`**\`${name}\`** (${mustOf(setting)}${secret ? ', secret' : ''}${like}): ${about} *From:* ${where}.`)
}

function mustOf({ fallback, optional }: Setting): string {
  if (fallback !== undefined) return `else \`${fallback}\``
  return optional ? 'optional' : 'needed'
}
