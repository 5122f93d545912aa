import type { Finding } from '../core/change.ts'
import type { Model } from '../core/model.ts'
import { code, type Document } from '../words/document.ts'
import { says } from '../words/says.ts'

/** A running model stopped keeping a rule, or nobody can say that it keeps it. */
export function ruleBroken(model: Model, { policy, outcome, because, fix, trace, severity }: Finding): Document {
  const { breaks, unclear, outOfCompliance, warning, why } = says.compliance
  const summary = (outcome === 'fail' ? breaks : unclear)(model.name, policy)
  return {
    summary,
    blocks: [
      { is: 'text', words: (severity === 'block' ? outOfCompliance : warning)(summary) },
      ...(trace.length > 0 ? [{ is: 'text', words: [code(trace.join('; '))] } as const] : []),
      { is: 'note', words: [why(because, fix)] },
    ],
  }
}

export function ruleKept(model: Model, policy: string): Document {
  const summary = says.compliance.keptAgain(model.name, policy)
  return { summary, blocks: [{ is: 'text', words: [says.compliance.saidInFull(summary)] }] }
}
