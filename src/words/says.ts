import * as en from './en.ts'

/** All that Kedge says. Another language is one more file of this shape, named here. */
export type Says = typeof en
export const says: Says = en
