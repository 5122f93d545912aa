/** What a life cycle says of a move, or of a model that stays where it is. */
export interface Answer {
  readonly outcome: 'pass' | 'fail' | 'unknown'
  readonly trace: readonly string[]
  /** What to do, where it is not a pass. */
  readonly fix: string
  /** Why, where there is more to say than why there is a life cycle at all. */
  readonly because?: string
  /** A stage or a way that does not exist: evidence may be waived, the life cycle itself may not. */
  readonly waivable?: false
}
