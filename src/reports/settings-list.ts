import { SETTINGS, type Setting } from '../core/settings.ts'

const WIDTH = 120

/** Every environment variable of the deployment, as a Markdown list whose lines are at most 120 long. */
export function settingsList(): string {
  return Object.entries<Setting>(SETTINGS).map(entry).join('')
}

function entry([name, setting]: [string, Setting]): string {
  const { about, where, example, secret } = setting
  const like = example === undefined ? '' : `, like \`${example}\``
  const words = `**\`${name}\`** (${mustOf(setting)}${secret ? ', secret' : ''}${like}): ${about} *From:* ${where}.`
  return `${wrapped(words).join('\n  ').replace(/^/, '- ')}\n`
}

function mustOf({ fallback, optional }: Setting): string {
  if (fallback !== undefined) return `else \`${fallback}\``
  return optional ? 'optional' : 'needed'
}

/** Broken at spaces; a word longer than a line stays whole. */
function wrapped(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= WIDTH - 2) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
