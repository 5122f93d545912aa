import type { Planned } from '../core/planned.ts'
import type { Faces } from './clean.ts'
import { cutNote, markdown } from './markdown.ts'
import { plain } from './plain.ts'
import { planDocument, SHOWN_FILES } from './plan-words.ts'

export const PLAN_FORMATS = ['text', 'json', 'markdown'] as const
export type PlanFormat = (typeof PLAN_FORMATS)[number]

/** What `kedge plan` prints: for people, for programs, or for the summary of a GitHub Actions step. */
export function planReport(plan: Planned, format: PlanFormat): string {
  switch (format) {
    case 'text':
      return plain(planDocument(plan), NOBODY, { width: 110 })
    case 'json':
      return JSON.stringify(plan, null, 2)
    case 'markdown':
      return fitting(plan)
  }
}

/** Nobody is mentioned: a plan asks nobody yet. */
const NOBODY: Faces = {}

/** Fewer files until all that is said of them fits, so that it always says how many more there are. */
function fitting(plan: Planned): string {
  let text = ''
  for (const shown of [SHOWN_FILES, 30, 12, 5, 2, 0]) {
    text = markdown(planDocument(plan, shown), NOBODY)
    if (!text.endsWith(cutNote)) return text
  }
  return text
}
