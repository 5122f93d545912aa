import fc from 'fast-check'
import { expect, test } from 'vitest'
import { postgresSql } from '../../src/sources/postgres-sql.ts'

test('[D1] `$start` and `$end` are numbered as they come, however often', () => {
  expect(postgresSql('select $end, $start where t < $end and t >= $start')).toEqual({
    text: 'select $1::timestamptz, $2::timestamptz where t < $1::timestamptz and t >= $2::timestamptz',
    bound: ['end', 'start'],
    others: [],
    word: 'select',
  })
  expect(postgresSql('select 1')).toMatchObject({ text: 'select 1', bound: [] })
})

test.each([
  ['another name', 'select $begin', ['begin']],
  ['a number', 'select $1', ['1']],
  ['a longer name', 'select $started, $end_', ['started', 'end_']],
  ['capitals', 'select $START', ['START']],
])('[D1] %s is no parameter of ours', (_, sql, others) => {
  expect(postgresSql(sql)).toEqual({ text: sql, bound: [], others, word: 'select' })
})

test.each([
  ['', ''],
  ['  -- select\n /* select /* */ select */ ; ', ''],
  ['-- a\n(SELECT 1)', 'select'],
  ['/* a */With x as (select 1) table x', 'with'],
])('[D1] the first word of %j is %j', (sql, word) => {
  expect(postgresSql(sql).word).toBe(word)
})

test.each([
  ['a string that never ends', "select 'a $start"],
  ['a comment that never ends', 'select /* $start /* */ $end'],
  ['a quote in dollars that never ends', 'select $a$ '],
])('[D1] %s is the server’s to refuse: nothing hangs', (_, sql) => {
  expect(postgresSql(sql).text.length).toBeGreaterThanOrEqual(sql.length)
})

const held = fc.constantFrom(
  ...[
    "'$start'",
    "'it''s $end'",
    "'\\'",
    "E'\\'$start'",
    "e'a''\\\\'",
    "E'a' -- $end'\n -- 'x\n '\\'$end'",
    'note',
    "note'$end'",
  ],
  ...['"$start"', '"a""$end"', '$$ $start $$', "$$'$$", '$start$ $end $start$', '$q$ $$ $end $q$', '$ü$ $start $ü$'],
  ...[
    '-- $start\n',
    "-- it's\n",
    '/* $end */',
    "/* /* ' */ $start */",
    '/*/**/*/',
    'a$start',
    'ü$end',
    't1$start',
    '\n',
    '/',
    '1.5',
  ],
)
/** Texts with nothing but white space and a line break between them are one text, in the mode of the first. */
const APART = ' , '
const asked = fc.constantFrom<'start' | 'end'>('start', 'end')

test('[D1] whatever stands around them, all of them are found and nothing else is touched', () => {
  const pieces = fc.array(fc.oneof(held, fc.record({ asked })), { maxLength: 12 })
  fc.assert(
    fc.property(pieces, all => {
      const bound = [...new Set(all.flatMap(it => (typeof it === 'string' ? [] : [it.asked])))]
      const written = all.map(it => (typeof it === 'string' ? it : `$${it.asked}`)).join(APART)
      const wanted = all
        .map(it => (typeof it === 'string' ? it : `$${bound.indexOf(it.asked) + 1}::timestamptz`))
        .join(APART)
      expect(postgresSql(written)).toMatchObject({ text: wanted, bound, others: [] })
    }),
    { numRuns: 2000 },
  )
})

test('[D1] reading ends soon, also where somebody makes it hard', () => {
  const begun = performance.now()
  for (const piece of ["E'a'\n", '--', '-- \n', "''", '$a', '/*', "E'\\", '$$'])
    postgresSql(`E'a' ${piece.repeat(20_000)}`)
  expect(performance.now() - begun).toBeLessThan(2000)
})
