import type { TSchema } from 'typebox'
import { says } from '../words/says.ts'
import { fieldsOf, fieldTable } from './field-table.ts'

const BEGIN = `<!-- ${says.folderReadme.begin} -->`

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
    kind => `## ${kind.kind}\n\n${[kind.summary, ...demand(kind)].join(' ')}\n\n${fieldTable(fieldsOf(kind.schema))}`,
  )
  const others = more.map(({ title, text }) => `## ${title}\n\n${text}`)
  const table = [`| ${says.folderReadme.head.join(' | ')} |`, '|---|---|', ...list].join('\n')
  return `${[table, ...links(more), ...sections, ...others].join('\n\n')}\n`
}

function links(more: readonly Section[]): readonly string[] {
  const titles = more.map(({ title }) => title.toLowerCase())
  return titles.length === 0 ? [] : [says.folderReadme.madeOf(titles.map(title => `[${title}](#${title})`))]
}

function above(readme: string, title: string): string {
  const mark = readme.indexOf('<!-- written by')
  const kept = (mark < 0 ? readme : readme.slice(0, mark)).trimEnd()
  return `${kept === '' ? title : kept}\n\n`
}

function demand({ failing = [] }: Kind): readonly string[] {
  return failing.length === 0 ? [] : [says.folderReadme.mustFail(failing.map(word => `\`${word}\``))]
}
