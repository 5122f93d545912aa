import { describe, expect, test } from 'vitest'
import { csvTable, firstLine } from '../../src/sources/csv-table.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('[D2] a CSV file as lines', () => {
  test('counts them as editors do, and leaves out what says nothing', () => {
    expect(csvTable(bytes('\ufeffa,b\r\n\r\n1,2\n  \n3,4'))).toEqual({
      head: { number: 1, text: 'a,b' },
      rows: [
        { number: 3, text: '1,2' },
        { number: 5, text: '3,4' },
      ],
    })
  })

  test.each([
    ['empty', bytes(''), 'There is no reading in it.'],
    ['of its head alone', bytes('a,b\n\n'), 'There is no reading in it.'],
    ['in another encoding', new Uint8Array([97, 10, 0xfc]), 'It is not UTF-8.'],
  ])('is refused with its fix: %s', (_, file, says) => {
    expect(csvTable(file)).toEqual({ says, fix: expect.stringMatching(/./) })
  })

  test('begins with its first line, whatever follows', () => {
    expect(firstLine(new Uint8Array([...bytes('\n\ufeffa,b\r\n'), 0xff, 0xfe]))).toBe('\ufeffa,b')
    expect(firstLine(bytes('x'.repeat(100_000)))).toHaveLength(4096)
    expect(firstLine(bytes(''))).toBe('')
  })
})
