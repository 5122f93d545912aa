import Type from 'typebox'

/** Printable characters, so that it can be shown in a line. */
const SEGMENT = { maxLength: 80, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$' } as const

/** What readings say of it; empty: the whole. */
export const Segment = Type.String({
  ...SEGMENT,
  description: 'A part of the cases, in printable characters; left out or empty: the whole.',
})

export const SegmentName = Type.String({ ...SEGMENT, minLength: 1, description: 'A part of the cases.' })

const PRINTABLE = new RegExp(SEGMENT.pattern, 'u')

export const isSegment = (text: unknown): text is string =>
  typeof text === 'string' && [...text].length <= SEGMENT.maxLength && PRINTABLE.test(text)
