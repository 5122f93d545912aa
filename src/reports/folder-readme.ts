import type { TSchema } from 'typebox'
import { fieldsOf, fieldTable } from './field-table.ts'

const BEGIN = '<!-- written by `npm run generate`: a change below is lost -->'

interface Kind {
  readonly kind: string
  readonly summary: string
  readonly schema: TSchema
  readonly failing?: readonly string[]
}

/**
 * The README of one of the two folders: what people wrote stays, what is below the mark is made anew, with one section a
 * kind.
 */
export function folderReadme(readme: string, title: string, kinds: readonly Kind[]): string {
  const sorted = [...kinds].sort((a, b) => (a.kind < b.kind ? -1 : 1))
  const list = sorted.map(kind => `| [\`${kind.kind}\`](#${kind.kind}) | ${kind.summary} |`)
  const sections = sorted.map(
    kind => `## ${kind.kind}\n\n${kind.summary}${demand(kind)}\n\n${fieldTable(fieldsOf(kind.schema))}`,
  )
  return `${above(readme, title)}${BEGIN}\n\n| kind | says |\n|---|---|\n${list.join('\n')}\n\n${sections.join('\n\n')}\n`
}

function above(readme: string, title: string): string {
  const mark = readme.indexOf('<!-- written by')
  const kept = (mark < 0 ? readme : readme.slice(0, mark)).trimEnd()
  return `${kept === '' ? title : kept}\n\n`
}

function demand({ failing = [] }: Kind): string {
  return failing.length === 0
    ? ''
    : ` At least one example must end in ${failing.map(word => `\`${word}\``).join(' or ')}.`
}
