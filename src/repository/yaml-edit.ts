import type { MoveValue, PutValue, RemoveValue } from '../core/edit.ts'
import { type Problem, ProblemError, problem } from '../core/problem.ts'
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
  const old = parseYaml(text, path)
  if (old.problems.length > 0) throw new ProblemError(old.problems)
  if (!isAsSeen(old.data, edit)) throw new ProblemError([moved(path, where, valueAt(old.data, at), edit.from)])
  const wanted = editedData(old.data, edit)
  if (wanted === undefined) throw new ProblemError([nowhere(path, where)])
  const root = spansOf(text)
  const change = 'put' in edit ? putSplice(text, root, at, edit.put) : removeSplice(text, root, at)
  const edited = change && splice(text, change)
  if (edited === undefined || JSON.stringify(parseYaml(edited, path).data) !== JSON.stringify(wanted)) {
    throw new ProblemError([problem('cannot-edit', `${where} cannot be edited by itself.`, BY_HAND, { file: path })])
  }
  return edited
}

const BY_HAND = 'Make the change in a pull request by hand.'

function moved(file: string, where: string, now: unknown, seen: unknown): Problem {
  const said = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))
  const says = `${where} is ${said(now)} now, not ${said(seen)}.`
  return problem('moved', says, 'Look at the file as it is now and ask again.', { file })
}

function nowhere(file: string, where: string): Problem {
  return problem('nothing-there', `There is no place for ${where}.`, 'Write the lines in a pull request by hand.', {
    file,
  })
}
