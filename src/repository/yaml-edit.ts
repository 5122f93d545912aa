import type { MoveValue, PutValue, RemoveValue } from '../core/edit.ts'
import { ProblemError, problem, type WrongAndFix } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { editedData, isAsSeen, valueAt } from './edited-data.ts'
import { splice } from './yaml-lines.ts'
import { putSplice } from './yaml-put.ts'
import { removeSplice } from './yaml-remove.ts'
import { spansOf } from './yaml-spans.ts'
import { editScalar, parseYaml } from './yaml-text.ts'

/**
 * The text with one edit made: one span of it is written anew, and every byte outside stays. What comes out is proven: it
 * is read again, and must be the old data with that one change. Throws ProblemError where the file is not as the plan saw
 * it, or where there is no such way.
 */
export function editYaml(text: string, edit: MoveValue | PutValue | RemoveValue): string {
  if ('to' in edit) return editScalar(text, edit.at, edit.from, edit.to)
  const { path, at } = edit
  const where = at.join('.')
  const wrong = (code: string, words: WrongAndFix) => new ProblemError([problem(code, ...words, { file: path })])
  const old = parseYaml(text, path)
  if (old.problems.length > 0) throw new ProblemError(old.problems)
  if (!isAsSeen(old.data, edit)) throw wrong('moved', says.yamlEdit.moved(where, valueAt(old.data, at), edit.from))
  const wanted = editedData(old.data, edit)
  if (wanted === undefined) throw wrong('nothing-there', says.yamlEdit.noPlace(where))
  const root = spansOf(text)
  const change = 'put' in edit ? putSplice(text, root, at, edit.put) : removeSplice(text, root, at)
  const edited = change && splice(text, change)
  if (edited === undefined || JSON.stringify(parseYaml(edited, path).data) !== JSON.stringify(wanted)) {
    throw wrong('cannot-edit', says.yamlEdit.cannotEdit(where))
  }
  return edited
}
