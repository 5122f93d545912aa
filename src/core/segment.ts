import Type from 'typebox'
import { says } from '../words/says.ts'

/** Printable characters, so that it can be shown in a line. */
const SEGMENT = { maxLength: 80, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$' } as const

/** What readings say of it; empty: the whole. */
export const Segment = Type.String({ ...SEGMENT, description: says.segment.about })

export const SegmentName = Type.String({ ...SEGMENT, minLength: 1, description: says.segment.name })

const PRINTABLE = new RegExp(SEGMENT.pattern, 'u')

export const isSegment = (text: unknown): text is string =>
  typeof text === 'string' && [...text].length <= SEGMENT.maxLength && PRINTABLE.test(text)
