import type { ChangedFile } from '../core/change.ts'
import { type Document, link, strong } from '../core/document.ts'
import { fileBlocks } from './change-card.ts'

/** Told where rules are approved of a change that is not shown there as a whole; without what people called it. */
export function rulesBesideNote(it: {
  readonly pull: number
  readonly url?: string
  readonly files: readonly ChangedFile[]
  readonly owed: boolean
}): Document {
  const pull = it.url === undefined ? `#${it.pull}` : link(`#${it.pull}`, it.url)
  const state = it.owed ? ' was merged, and somebody has to look at it' : ' waits for approval'
  return {
    summary: `Rules are edited by pull request #${it.pull}, which${state}.`,
    blocks: [
      {
        is: 'text',
        words: [
          strong('Rules are edited'),
          ' by pull request ',
          pull,
          `, which${state}. The rest of it is not shown here.`,
        ],
      },
      ...fileBlocks(it.files),
      { is: 'note', words: ['fix: whoever owns the rules reviews it on GitHub; a review there is a vote'] },
    ],
  }
}
