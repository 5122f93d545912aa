/** What is left when the day is over: the record, checked from a clone. */
import type { Stage } from './stage.ts'

export async function tellTheRecord(stage: Stage): Promise<void> {
  stage.tell({ is: 'chapter', title: 'The record', at: stage.clock.now() })
}
