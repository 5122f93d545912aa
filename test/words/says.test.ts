import { expectTypeOf, test } from 'vitest'
import type { Document, Inline } from '../../src/words/document.ts'
import type { Says } from '../../src/words/says.ts'

/** Words that the type of a language holds fast: nothing else could be said in their place. */
type HeldFast<T> = T extends string
  ? string extends T
    ? never
    : T
  : T extends Inline | Document
    ? never
    : T extends (...about: never[]) => infer Said
      ? HeldFast<Said>
      : T extends readonly unknown[]
        ? { [K in keyof T]: HeldFast<T[K]> }[number]
        : T extends object
          ? { [K in keyof T]-?: HeldFast<T[K]> }[keyof T]
          : never

/** By `npm run types`. */
test('[E7] a second language of the same shape may say everything otherwise', () => {
  expectTypeOf<HeldFast<Says>>().toBeNever()
  expectTypeOf<HeldFast<{ readonly fix: (of: string) => readonly ['a word', string] }>>().toEqualTypeOf<'a word'>()
})
