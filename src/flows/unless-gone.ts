import { OutsideError } from '../core/outside.ts'

/** Does something to a message, unless somebody has deleted it: what is gone shows nothing any more. */
export async function unlessGone(act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof OutsideError && error.is === 'moved')) throw error
  }
}
