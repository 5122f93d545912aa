import type { TSchema } from 'typebox'
import { fieldsOf, fieldTable } from './field-table.ts'

const BEGIN = '<!-- written by `npm run generate`: a change below is lost -->'

interface Kind {
  readonly kind: string
  readonly summary: string
  readonly schema: TSchema
  readonly failing?: readonly string[]
}

/** What stands below the kinds. */
export interface Section {
  readonly title: string
  readonly text: string
}

/**
 * The README of one of the two folders: what people wrote stays, what is below the mark is made anew, with one section a
 * kind.
 */
export function folderReadme(
  readme: string,
  title: string,
  kinds: readonly Kind[],
  more: readonly Section[] = [],
): string {
  return `${above(readme, title)}${BEGIN}\n\n${kindSections(kinds, more)}`
}

/** The kinds a folder may hold, what may stand in each, and what else there is to know. */
export function kindSections(kinds: readonly Kind[], more: readonly Section[] = []): string {
  const sorted = [...kinds].sort((a, b) => (a.kind < b.kind ? -1 : 1))
  const list = sorted.map(kind => `| [\`${kind.kind}\`](#${kind.kind}) | ${kind.summary} |`)
  const sections = sorted.map(
    kind => `## ${kind.kind}\n\n${kind.summary}${demand(kind)}\n\n${fieldTable(fieldsOf(kind.schema))}`,
  )
  const others = more.map(({ title, text }) => `## ${title}\n\n${text}`)
  const table = `| kind | says |\n|---|---|\n${list.join('\n')}`
  return `${[table, ...links(more), ...sections, ...others].join('\n\n')}\n`
}

function links(more: readonly Section[]): readonly string[] {
  if (more.length === 0) return []
  return [
    `Rules are made of ${more.map(({ title }) => `[${title.toLowerCase()}](#${title.toLowerCase()})`).join(' and ')}.`,
  ]
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
