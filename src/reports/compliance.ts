import type { Finding } from '../core/change.ts'
import { code, type Document, strong } from '../core/document.ts'
import type { Model } from '../core/model.ts'

/** A running model stopped keeping a rule, or nobody can say that it keeps it. */
export function ruleBroken(model: Model, { policy, outcome, because, fix, trace, severity }: Finding): Document {
  const summary = `${model.name} ${outcome === 'fail' ? 'does not keep' : 'cannot be shown to keep'} the rule ${policy}`
  return {
    summary,
    blocks: [
      { is: 'text', words: [strong(severity === 'block' ? 'Out of compliance.' : 'Warning.'), ` ${summary}.`] },
      ...(trace.length > 0 ? [{ is: 'text', words: [code(trace.join('; '))] } as const] : []),
      { is: 'note', words: [`${because} Fix: ${fix}`] },
    ],
  }
}

export function ruleKept(model: Model, policy: string): Document {
  const summary = `${model.name} keeps the rule ${policy} again`
  return { summary, blocks: [{ is: 'text', words: [`${summary}.`] }] }
}
