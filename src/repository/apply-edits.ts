import type { Edit } from '../core/edit.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { editYaml } from './yaml-edit.ts'

type Texts = Readonly<Record<string, { readonly text: string }>>

/** Path → new text of every file the edits touch. Throws ProblemError where one of them does not fit the files any more. */
export function applyEdits(files: Texts, edits: readonly Edit[]): Readonly<Record<string, string>> {
  const edited = new Map<string, string>()
  for (const edit of edits) {
    const { path } = edit
    const text = edited.get(path) ?? (Object.hasOwn(files, path) ? files[path]?.text : undefined)
    edited.set(path, applied(text, edit))
  }
  return Object.fromEntries(edited)
}

function applied(text: string | undefined, edit: Edit): string {
  const { path: file } = edit
  if ('text' in edit) {
    if (text === undefined) return edit.text
    throw new ProblemError([problem('moved', ...says.applyEdits.there(file), { file })])
  }
  if (text !== undefined) return editYaml(text, edit)
  throw new ProblemError([problem('moved', ...says.applyEdits.gone(file), { file })])
}
