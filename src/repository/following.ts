import type { Complaint } from '../core/policy-kind.ts'

/** What a policy is told where no model has what it names: a model that could not be read may well have it. */
const OF_MODELS: ReadonlySet<string> = new Set(['applies-to-nothing', 'unknown-fact', 'unknown-kpi', 'unknown-model'])

/** Nothing follows from a file that could not be read; what is really wrong is told once that file is mended. */
export function withoutFollowing(complaints: readonly Complaint[], everyModelFits: boolean): readonly Complaint[] {
  return everyModelFits ? complaints : complaints.filter(({ code }) => !OF_MODELS.has(code))
}
