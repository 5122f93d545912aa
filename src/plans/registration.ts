/** What is asked of a new model. Who adds a question takes away another: there are eight. */
export interface Registration {
  /** Its id is made of it. */
  readonly name: string
  /** The id of a use case. */
  readonly useCase: string
  readonly tier: string
  /** Keys of the people policy. */
  readonly business: string
  readonly technical: string
  /** Left out: 1.0.0. */
  readonly version?: string
  /** Left out: batch. */
  readonly mode?: string
  /** Left out: nobody says what it is made with. */
  readonly type?: string
}
