import { gateWords } from '../lifecycle/gate-words.ts'
import type { Lifecycle } from '../lifecycle/lifecycle.ts'
import { says } from '../words/says.ts'

/** The picture of a life cycle as Mermaid; `here` is the stage a model is in. */
export function lifecycleDiagram({ start, stages, transitions }: Lifecycle, here?: string): string {
  const names = Object.keys(stages)
  // Names of our own: a stage may be called `end` or `note`, which Mermaid reads as its own words.
  const id = (name: string) => `s${names.indexOf(name)}`
  const ends = names.filter(name => stages[name]?.end)
  return [
    'stateDiagram-v2',
    ...names.map(name => `  state "${escaped(stageWords(name, stages[name]?.maxDays))}" as ${id(name)}`),
    `  [*] --> ${id(start)}`,
    ...transitions.map(({ from, to, gate }) => {
      const label = escaped(gateWords(gate).join(', '))
      return `  ${id(from)} --> ${id(to)}${label === '' ? '' : ` : ${label}`}`
    }),
    ...ends.map(name => `  ${id(name)} --> [*]`),
    ...(here !== undefined && names.includes(here)
      ? ['  classDef here fill:#0072B2,stroke:#004A75,color:#FFFFFF', `  class ${id(here)} here`]
      : []),
  ].join('\n')
}

function stageWords(name: string, maxDays: number | undefined): string {
  return maxDays === undefined ? name : says.lifecycleDiagram.stage(name, maxDays)
}

/** Words come from YAML: a quote, a colon, a semicolon or a new line would begin something else. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[^\p{L}\p{N} ,.()-]/gu, sign => `#${sign.codePointAt(0)};`)
}
