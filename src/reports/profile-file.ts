import type { Profile, ProfileColumn } from '../core/profile.ts'
import { says } from '../words/says.ts'

const WIDTH = 118

/** The text of a profile: the same bytes for the same counts. Each column is a few lines, so that a review sees which moved. */
export function profileFile({ columns, digest, ...head }: Profile): string {
  return [
    '# yaml-language-server: $schema=model.schema.json',
    `# ${says.profileFile.header}`,
    ...Object.entries(head).map(([key, value]) => entry(key, scalar(key, value))),
    'columns:',
    ...columns.flatMap(columnLines),
    entry('digest', quoted(digest)),
    '',
  ].join('\n')
}

const entry = (key: string, value: string | number) => `${key}: ${value}`

/** Ids are bare words; a query may be called \`on\`, and a digest may be all digits. */
function scalar(key: string, value: string | number): string {
  return typeof value === 'number' || key === 'kind' ? String(value) : quoted(value)
}

function columnLines(column: ProfileColumn): readonly string[] {
  const { name, is, missing, notFinite, counts, chunks } = column
  const shape = column.is === 'numbers' ? list('edges', column.edges) : list('values', column.values)
  return [
    `  - ${entry('name', quoted(name))}`,
    ...Object.entries({ is, missing, notFinite }).map(([key, value]) => `    ${entry(key, value)}`),
    ...shape,
    ...list('counts', counts),
    ...(chunks.length === 0
      ? ['    chunks: []']
      : ['    chunks:', ...chunks.flatMap(chunk => wrapped('      - ', chunk))]),
  ]
}

const list = (key: string, items: readonly (number | string)[]) => wrapped(`    ${key}: `, items)

function wrapped(before: string, items: readonly (number | string)[]): readonly string[] {
  const indent = ' '.repeat(before.length)
  const lines = [`${before}[`]
  for (const [i, item] of items.entries()) {
    const piece = `${typeof item === 'number' ? item : quoted(item)}${i < items.length - 1 ? ', ' : ''}`
    const line = lines.at(-1) ?? ''
    if (line.length + piece.length > WIDTH && line.trim() !== '' && line !== `${before}[`)
      lines.push(`${indent}${piece}`)
    else lines[lines.length - 1] = `${line}${piece}`
  }
  lines.push(`${lines.pop()}]`)
  return lines.map(line => line.trimEnd())
}

/** JSON’s quotes are YAML’s. What nobody can see is written as an escape, and the sign that stands for bytes that were no text. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[[\p{C}\p{Z}\ufffd]--[ ]]/gv, sign => {
    const code = sign.codePointAt(0) ?? 0
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
}
