/** JSON Logic in YAML: one operator an object. Anything may stand in a file, so lint it before it is trusted. */
export type Rule = { readonly [operator: string]: unknown }

export type RuleOutcome = 'holds' | 'does-not' | 'missing'

export interface RuleAnswer {
  readonly outcome: RuleOutcome
  /** `kpis.mae.value 21.7 is not <= 18.5`, one line a leaf that was looked at. */
  readonly trace: readonly string[]
}
