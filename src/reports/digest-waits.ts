import { DELAY_REASONS } from '../core/delay-reason.ts'
import type { DigestFacts } from '../core/digest.ts'
import { type Block, strong } from '../core/document.ts'
import { STAGES, type Wait } from '../core/waits.ts'
import { capital, spanWords } from '../core/words.ts'

/** How long things took that ended since the last time, by stage, by role and by reason; nothing where nothing ended. */
export function waitsBlocks({ waits: { stages, roles, reasons } }: DigestFacts): Block[] {
  const rows = [
    ...stages.map(it => row(capital(STAGES[it.stage]), it)),
    ...roles.map(it => row(`The word of ${it.role}`, it)),
    ...reasons.map(it => row(`Put off: ${DELAY_REASONS[it.reason]}`, it)),
  ]
  if (rows.length === 0) return []
  return [
    { is: 'text', words: [strong('How long it took')] },
    { is: 'table', head: ['', 'median', 'longest', 'times'], rows },
  ]
}

const row = (what: string, { medianMs, longestMs, count }: Wait) => [what, span(medianMs), span(longestMs), `${count}`]

const span = (milliseconds: number) => spanWords(new Date(0).toISOString(), new Date(milliseconds).toISOString())
