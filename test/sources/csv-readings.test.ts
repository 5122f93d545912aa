import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Columns, headOf, isOfReadings, readingIn } from '../../src/sources/csv-readings.ts'

const COLUMNS = headOf('model,kpi,version,start,value,n,segment,end') as Columns
const read = (line: string) => readingIn(COLUMNS, line)

describe('[D2] a line of a CSV file', () => {
  test.each([
    [
      'with every cell',
      'churn,precision,4.1.0,2026-03-02,81.5,900,eu,2026-03-03',
      { value: 81.5, n: 900, segment: 'eu', end: '2026-03-03' },
    ],
    ['without what may be left out', 'churn,precision,4.1.0,2026-03-02,-1e-3,0,,', { value: -0.001, n: 0 }],
    [
      'in quotes, with a comma and a quote in it',
      '"churn","precision","4.1.0","2026-03-02","81.5","900","a, ""b""",""',
      { value: 81.5, n: 900, segment: 'a, "b"' },
    ],
    ['with blanks around', ' churn , precision , 4.1.0 , 2026-03-02 , 81.5 , 900 , , ', { value: 81.5, n: 900 }],
  ])('is a reading %s', (_, line, more) => {
    expect(read(line)).toEqual({
      reading: { model: 'churn', kpi: 'precision', version: '4.1.0', start: '2026-03-02', ...more },
    })
  })

  test('keeps a version as it is written: 1.10 is not 1.1', () => {
    expect(read('churn,precision,1.10,2026-03-02,1,1,,')).toMatchObject({ reading: { version: '1.10' } })
  })

  const put = (value: string, n = '900') => `churn,precision,4.1.0,2026-03-02,${value},${n},,`
  test.each([
    ['a cell too few', 'churn,precision,4.1.0,2026-03-02,81.5,900,', 'It has 7 cells, and there are 8 columns.'],
    ['a comma for a point', put('81,5'), 'It has 9 cells, and there are 8 columns.'],
    ['a comma for a point, in quotes', put('"81,5"'), '`value` is `81,5`, not a number.'],
    ['no value', put(''), '`value` is empty.'],
    ['NaN', put('NaN'), '`value` is `NaN`, not a number.'],
    ['infinity', put('inf'), '`value` is `inf`, not a number.'],
    ['more than a number holds', put('1e999'), '`value` is `1e999`, not a number.'],
    ['a number in another notation', put('0x10'), '`value` is `0x10`, not a number.'],
    ['a unit', put('81.5 %'), '`value` is `81.5 %`, not a number.'],
    ['half a sample', put('1', '0.5'), '`n` is `0.5`, not a count.'],
    ['a formula', put('=1+1'), '`value` is `=1+1`, not a number.'],
    [
      'a formula in another cell',
      'churn,precision,4.1.0,2026-03-02,1,1,"=cmd|x",',
      '`segment` begins as a formula does: `=cmd|x`.',
    ],
    ['a call', 'churn,precision,4.1.0,2026-03-02,1,1,@SUM(A1),', '`segment` begins as a formula does: `@SUM(A1)`.'],
    ['a quote that never ends', put('"81.5'), 'Its double quotes do not pair up.'],
    ['a quote in the middle', put('8"1.5'), 'Its double quotes do not pair up.'],
  ])('is refused with its fix: %s (attack 69)', (_, line, says) => {
    expect(read(line)).toEqual({ says, fix: expect.stringMatching(/./) })
  })

  test('whatever it holds, is a reading or refused; cells come back as they were written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), line => {
        const it = read(line)
        expect('reading' in it || (it.says !== '' && it.fix !== '')).toBe(true)
      }),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(
        fc.string().filter(text => text.trim() === text && text !== '' && !/^[=@+-]/.test(text)),
        segment => {
          const line = `churn,precision,4.1.0,2026-03-02,1,1,"${segment.replaceAll('"', '""')}",`
          expect(read(line)).toMatchObject({ reading: { segment } })
        },
      ),
    )
  })
})

describe('[D2] the head of a CSV file', () => {
  test.each([
    ['model,kpi,version,start,value,n', true],
    ['kpi,version,start,value,n', true],
    ['"Model";"KPI";"Version";"Start";"Value";"N";"Comment"', true],
    ['kpi,version,start,value', false],
    ['date,delay,distance,origin', false],
    ['', false],
  ])('is meant for readings: %s', (line, is) => {
    expect(isOfReadings(line)).toBe(is)
  })

  test('may leave out the model where that is told otherwise, and nothing else', () => {
    expect(headOf('kpi,version,start,value,n', 'model')).toEqual(['kpi', 'version', 'start', 'value', 'n'])
    expect(headOf('kpi,version,start,value', 'model')).toMatchObject({ says: 'There is no column `n`.' })
  })

  test('names the columns in any order', () => {
    expect(headOf('n,value,start,"version",kpi,model')).toEqual(['n', 'value', 'start', 'version', 'kpi', 'model'])
  })

  test.each([
    ['semicolons', 'model;kpi;version;start;value;n', 'Its columns are not parted by commas.'],
    ['a slip', 'model,kpi,verison,start,value,n', 'A reading has no column `verison`. Did you mean `version`?'],
    ['a column too few', 'model,kpi,version,start,value', 'There is no column `n`.'],
    ['a column twice', 'model,kpi,version,start,value,n,n', 'The column `n` stands there twice.'],
    ['no head but a reading', 'churn,precision,4.1.0,2026-03-02,1,1', 'A reading has no column `churn`.'],
    ['the name of a method', 'model,kpi,version,start,value,n,constructor', 'A reading has no column `constructor`.'],
  ])('is refused with its fix: %s', (_, line, says) => {
    expect(headOf(line)).toEqual({ says, fix: expect.stringMatching(/./) })
  })
})
