import type { DigestFacts } from '../core/digest.ts'
import type { Wait } from '../core/waits.ts'
import type { Block, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { headedList } from './headed-list.ts'

/** How long things took that ended since the last time, by stage, by role and by reason; nothing where nothing ended. */
export function waitsBlocks({ waits: { stages, roles, reasons } }: DigestFacts): Block[] {
  const { title, stage, role, putOff } = says.digestWaits
  return headedList(title, [
    ...stages.map(it => line(stage(it.stage), it)),
    ...roles.map(it => line(role(it.role), it)),
    ...reasons.map(it => line(putOff(it.reason), it)),
  ])
}

/** A line each, since a table of columns breaks to pieces on a phone. */
function line(what: string, wait: Wait): Words {
  const { once, several } = says.digestWaits
  return wait.count === 1 ? once(what, wait.medianMs) : several(what, wait)
}
