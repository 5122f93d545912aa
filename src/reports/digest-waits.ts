import type { DigestFacts } from '../core/digest.ts'
import type { Wait } from '../core/waits.ts'
import type { Block } from '../words/document.ts'
import { says } from '../words/says.ts'

/** How long things took that ended since the last time, by stage, by role and by reason; nothing where nothing ended. */
export function waitsBlocks({ waits: { stages, roles, reasons } }: DigestFacts): Block[] {
  const { title, head, stage, role, putOff } = says.digestWaits
  const rows = [
    ...stages.map(it => row(stage(it.stage), it)),
    ...roles.map(it => row(role(it.role), it)),
    ...reasons.map(it => row(putOff(it.reason), it)),
  ]
  if (rows.length === 0) return []
  return [
    { is: 'text', words: [title] },
    { is: 'table', head, rows },
  ]
}

function row(what: string, { medianMs, longestMs, count }: Wait): readonly string[] {
  const { lasted } = says.digestWaits
  return [what, lasted(medianMs), lasted(longestMs), String(count)]
}
