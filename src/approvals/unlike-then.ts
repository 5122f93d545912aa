import type { StoryThen } from '../core/story.ts'
import { says } from '../words/says.ts'
import type { Verdict } from './approval.ts'

/** Where a verdict is not what was expected, in words; of what is not said, anything will do. */
export function unlikeThen(then: StoryThen, got: Verdict): readonly string[] {
  const counted = got.counted.map(({ person }) => person).sort()
  const review = got.is === 'approved' && got.review !== undefined
  const codes = [...('code' in got ? [got.code] : []), ...got.ignored.map(({ code }) => code)]
  const unlike = says.approvalUnlikeThen
  const wrong: readonly (string | false)[] = [
    then.is !== got.is && unlike.is(got.is, then.is),
    then.code !== undefined && !codes.some(code => code === then.code) && unlike.code(codes, then.code),
    then.counted !== undefined &&
      [...then.counted].sort().join() !== counted.join() &&
      unlike.counted(counted, then.counted),
    then.review !== undefined && then.review !== review && unlike.review(review, then.review),
  ]
  return wrong.filter(it => it !== false)
}
