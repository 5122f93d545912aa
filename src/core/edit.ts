import { says } from '../words/says.ts'

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

type At = readonly (string | number)[]

/** One value moved in one YAML file; everything else, comments too, stays as it is. */
export interface MoveValue {
  readonly path: string
  readonly at: At
  readonly from: string
  readonly to: string
}

/** Sets a key of a mapping that is there or not, or adds the item behind the last one of a list. */
export interface PutValue {
  readonly path: string
  readonly at: At
  /** What stands there; left out where nothing does. */
  readonly from?: Json
  readonly put: Json
}

/** Takes out a key of a mapping or an item of a list. */
export interface RemoveValue {
  readonly path: string
  readonly at: At
  /** What stands there. */
  readonly from: Json
  readonly remove: true
}

/** A new file. */
export interface WriteFile {
  readonly path: string
  readonly text: string
}

/** One step of a plan. Several of one file are done in their order: each speaks of the file as the ones before leave it. */
export type Edit = MoveValue | PutValue | RemoveValue | WriteFile

/** `models/a.yaml: serving.version 1.1.0 → 1.0.0`. */
export function editWords(edit: Edit): string {
  const { path } = edit
  if ('text' in edit) return says.edit.newFile(path)
  const at = edit.at.join('.')
  if ('to' in edit) return says.edit.moved(path, at, edit.from, edit.to)
  return says.edit.put(path, at, edit.from, 'put' in edit ? edit.put : undefined)
}
