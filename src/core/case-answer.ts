import type { ChangeKind } from './change.ts'

/** What can end a breach. Whoever confirms a file, grants an exception or moves a limit has not answered it. */
const ANSWERS: readonly ChangeKind[] = ['promote', 'rollback', 'retrain', 'replace', 'hold', 'retire']

export const answersBreach = (kind: ChangeKind): boolean => ANSWERS.includes(kind)
