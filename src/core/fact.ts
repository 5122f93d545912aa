/** A fact that is not available is absent: never null, never a stand-in. */
export type Fact = number | string | boolean | readonly string[]
export interface Facts {
  readonly [name: string]: Fact | Facts
}
