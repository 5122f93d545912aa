import type { TSchema } from 'typebox'
import { says } from '../words/says.ts'

export interface Field {
  /** `kpis.<name>.money.perUnit`, `owners.business`, `examples[].then`. */
  readonly path: string
  readonly type: string
  readonly must: boolean
  readonly says: string
}

/** Every key that may stand in a file of this schema, outermost first, in the order of the schema. */
export function fieldsOf(schema: TSchema): Field[] {
  return inside(JSON.parse(JSON.stringify(schema)) as Shape, '')
}

/** The fields as Markdown. */
export function fieldTable(fields: readonly Field[]): string {
  const rows = fields.map(
    f => `| \`${f.path}\` | ${cell(f.type)} | ${f.must ? says.fieldTable.must : ''} | ${cell(f.says)} |`,
  )
  return [`| ${says.fieldTable.head.join(' | ')} |`, '|---|---|---|---|', ...rows].join('\n')
}

interface Shape {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly description?: string
  readonly format?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly patternProperties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
}

function inside(shape: Shape, at: string): Field[] {
  const own = Object.entries(shape.properties ?? {}).flatMap(([key, value]) => {
    const path = at === '' ? key : `${at}.${key}`
    const field = {
      path,
      type: typeOf(value),
      must: shape.required?.includes(key) ?? false,
      says: value.description ?? '',
    }
    return [field, ...inside(value, path)]
  })
  const named = Object.values(shape.patternProperties ?? {}).flatMap(value => inside(value, `${at}.<name>`))
  const items = shape.items === undefined ? [] : inside(shape.items, `${at}[]`)
  return [...own, ...named, ...items, ...(shape.anyOf ?? []).flatMap(branch => inside(branch, at))]
}

function typeOf(shape: Shape): string {
  if (shape.const !== undefined) return `\`${String(shape.const)}\``
  if (shape.enum !== undefined) return says.fieldTable.oneOf(shape.enum.map(value => `\`${String(value)}\``))
  if (shape.anyOf !== undefined) return says.fieldTable.oneOf([...new Set(shape.anyOf.map(typeOf))])
  if (shape.type === 'array') return says.fieldTable.listOf(typeOf(shape.items ?? {}))
  if (shape.patternProperties !== undefined) return says.fieldTable.byName
  return shape.format ?? TYPES[shape.type ?? ''] ?? says.fieldTable.rule
}

const TYPES: Readonly<Record<string, string>> = says.fieldTable.types

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
