import { listItem } from './list-item.ts'

/**
 * A text with its generated parts made anew: what stands between `<!-- generated: name -->` and `<!-- end -->`. A part
 * that nobody makes stays as it is.
 */
export function filled(text: string, parts: Readonly<Record<string, string>>): string {
  return text.replace(
    /(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (all, begin: string, name: string, end: string) => {
      const part = parts[name]
      return part === undefined ? all : `${begin}\n${part.trim()}\n\n${end}`
    },
  )
}

/** The commands of Slack as a Markdown list. */
export function commandList(commands: readonly { name: string; usage: string; summary: string }[]): string {
  return commands.map(it => listItem(`\`${`/kedge ${it.name} ${it.usage}`.trim()}\` ${it.summary}`)).join('')
}
