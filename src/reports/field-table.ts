import type { TSchema } from 'typebox'

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
  const rows = fields.map(f => `| \`${f.path}\` | ${cell(f.type)} | ${f.must ? 'yes' : ''} | ${cell(f.says)} |`)
  return ['| key | is | must | says |', '|---|---|---|---|', ...rows].join('\n')
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
  if (shape.enum !== undefined) return shape.enum.map(value => `\`${String(value)}\``).join(' or ')
  if (shape.anyOf !== undefined) return [...new Set(shape.anyOf.map(typeOf))].join(' or ')
  if (shape.type === 'array') return `list of ${typeOf(shape.items ?? {})}`
  if (shape.patternProperties !== undefined) return 'mapping by name'
  return (
    shape.format ??
    { string: 'text', number: 'number', integer: 'whole number', boolean: 'true or false', object: 'mapping' }[
      shape.type ?? ''
    ] ??
    'rule'
  )
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
