import type { Typed } from '../reports/ask-modals.ts'
import type { Wrong } from './form.ts'

/** What of the words of a command were typed, by the ids of the inputs. */
export type TypedWords<K extends string> = { readonly [Id in K]?: string | undefined }

/** What of the typed words a form can be filled with; what is wrong with the others is told once, above its inputs. */
export function typedFirst<K extends string>(typed: TypedWords<K>, wrong: Wrong = {}): Typed<K> {
  const said = (Object.keys(typed) as K[]).filter(key => typed[key] !== undefined)
  const good = said.filter(key => !Object.hasOwn(wrong, key))
  return {
    filled: Object.fromEntries(good.map(key => [key, typed[key]])) as Typed<K>['filled'],
    wrong: said.flatMap(key => wrong[key] ?? []),
  }
}
