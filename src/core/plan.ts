import type { Edit } from './change.ts'
import type { Model } from './model.ts'
import { nearest } from './usage.ts'

export interface Plan {
  readonly from: string
  readonly edits: readonly Edit[]
}

export interface NoPlan {
  readonly refused: { readonly says: string; readonly fix: string }
}

/** A rollback moves one value: the version that is wanted. Whether it may is for the guardrails to say. */
export function planRollback(model: Model, to: string, path: string): Plan | NoPlan {
  const from = model.serving.version
  const known = Object.keys(model.versions ?? {})
  if (!known.includes(to)) {
    const near = nearest(to, known)
    const fix =
      near === undefined
        ? `say one of ${known.join(', ') || 'the versions in the file; it lists none'}`
        : `did you mean ${near}?`
    return { refused: { says: `${model.id} has no version ${to}`, fix } }
  }
  if (to === from)
    return {
      refused: {
        says: `${model.id} is to run ${to} already`,
        fix: `\`/kedge show ${model.id}\` says what really runs`,
      },
    }
  return { from, edits: [{ path, at: ['serving', 'version'], from, to }] }
}
