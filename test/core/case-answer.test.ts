import { expect, test } from 'vitest'
import { answersBreach } from '../../src/core/case-answer.ts'
import { CHANGE_KINDS } from '../../src/core/change.ts'

test('[D7] a breach is answered by what can end it', () => {
  expect(CHANGE_KINDS.filter(answersBreach)).toEqual(['promote', 'rollback', 'retrain', 'replace', 'hold', 'retire'])
})
