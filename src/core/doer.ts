/** Who did it: a key of `people`, `kedge` itself, or an account nobody knows (`slack:T1:U1`, `github:101`). */
export type By = string

/** `slack:<team>:<user>` or `github:<number>`: who somebody is, while a key of `people` may be renamed or given away. */
export type Account = string

declare const proved: unique symbol
/** Somebody whose door proved who they are. Made in flows/authorise.ts alone, so that nobody writes in another's name. */
export type Doer = By & { readonly [proved]: true }

/** What Kedge finds out or does by itself, or GitHub did. */
export type Itself = 'kedge' | 'github'
