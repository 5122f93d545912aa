import type { Lifecycle, Stage } from '../lifecycle/lifecycle.ts'
import { says } from '../words/says.ts'
import { lifecycleDiagram } from './lifecycle-diagram.ts'
import { markdown } from './markdown.ts'

/** A life cycle for a README: why, its picture, and what happens in each stage. */
export function lifecycleSection(lifecycle: Lifecycle): string {
  const { id, because, stages } = lifecycle
  const rows = Object.entries(stages).map(([name, stage]) => [name, stage.says, stage.who ?? '', times(stage)])
  return markdown(
    {
      summary: id,
      blocks: [
        { is: 'title', text: id },
        { is: 'text', words: [because] },
        { is: 'diagram', mermaid: lifecycleDiagram(lifecycle) },
        { is: 'table', head: says.lifecycleSection.head, rows },
      ],
    },
    {},
  )
}

function times({ maxDays }: Stage): string {
  return maxDays === undefined ? '' : says.lifecycleSection.days(maxDays)
}
