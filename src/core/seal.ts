import { digestOf } from './canonical.ts'
import type { Pins } from './change.ts'

/** The name of exactly what people are shown: the same pins give the same seal, so that votes for it count again with it. */
export function sealName(pins: Pins): string {
  return digestOf(pins).slice(0, 32)
}
