import type { ChangedFile } from '../core/change.ts'
import { type Document, link } from '../words/document.ts'
import { says } from '../words/says.ts'
import { fileBlocks } from './changed-files.ts'

/** Told where rules are approved of a change that is not shown there as a whole; without what people called it. */
export function rulesBesideNote(it: {
  readonly pull: number
  readonly url?: string
  readonly files: readonly ChangedFile[]
  readonly owed: boolean
}): Document {
  const pull = it.url === undefined ? `#${it.pull}` : link(`#${it.pull}`, it.url)
  const { merged, waits, mergedHere, waitsHere, fix } = says.rulesBeside
  return {
    summary: it.owed ? merged(it.pull) : waits(it.pull),
    blocks: [
      { is: 'text', words: it.owed ? mergedHere(pull) : waitsHere(pull) },
      ...fileBlocks(it.files),
      { is: 'note', words: [says.sentence.fix(fix)] },
    ],
  }
}
