import type { StoryThen } from '../core/story.ts'
import type { Verdict } from './approval.ts'

/** Where a verdict is not what was expected, in words; of what is not said, anything will do. */
export function unlikeThen(then: StoryThen, got: Verdict): readonly string[] {
  const counted = got.counted.map(({ person }) => person).sort()
  const review = got.is === 'approved' && got.review !== undefined
  const codes = [...('code' in got ? [got.code] : []), ...got.ignored.map(({ code }) => code)]
  const wrong: readonly (string | false)[] = [
    then.is !== got.is && `is is ${got.is}, not ${then.is}`,
    then.code !== undefined &&
      !codes.some(code => code === then.code) &&
      `code is ${codes.join(', ') || 'not there'}, not ${then.code}`,
    then.counted !== undefined &&
      [...then.counted].sort().join() !== counted.join() &&
      `counted is ${counted.join(', ') || 'nobody'}, not ${then.counted.join(', ') || 'nobody'}`,
    then.review !== undefined && then.review !== review && `review is ${review}, not ${then.review}`,
  ]
  return wrong.filter(it => it !== false)
}
