import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byCodePoint, digestOfProfile, type Profile } from '../../src/core/profile.ts'
import { profileFile } from '../../src/reports/profile-file.ts'
import { INVENTORY } from '../../src/repository/inventory.ts'
import { readFile } from '../../src/repository/read-file.ts'
import { profileOf } from '../fixtures/profiled.ts'

const PATH = 'models/flight-delay-profile.yaml'
const known = profileOf({ delay: [...Array(100).keys()], origin: Array(100).fill('JFK') })

/** Any names, texts and numbers there could be in a database. */
const profiles = fc
  .record({
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    texts: fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), { maxLength: 40 }),
    numbers: fc.uniqueArray(
      fc.double({ noNaN: true, min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }).map(it => it + 0),
      { maxLength: 40 },
    ),
  })
  .map(({ name, texts, numbers }): Profile => {
    const none = { missing: 1, notFinite: 0, chunks: [] }
    const counts = (values: readonly unknown[]) => [...values.map((_, i) => i * 1000), 7]
    const [rising, sorted] = [[...numbers].sort((a, b) => a - b), [...texts].sort(byCodePoint)]
    const columns: Profile['columns'] = [
      { name, is: 'few-numbers', values: rising, counts: counts(rising), ...none },
      { name: `${name}’`, is: 'texts', values: sorted, counts: counts(sorted), ...none },
    ]
    const profile = { ...known, columns }
    return { ...profile, digest: digestOfProfile(profile) }
  })

test('[D4] the file of a profile is read as what was counted, whatever stands in it, and no line is long', () => {
  fc.assert(
    fc.property(profiles, profile => {
      const text = profileFile(profile)
      const { data, problems } = readFile(PATH, text, INVENTORY)
      expect(problems).toEqual([])
      expect(data).toEqual(profile)
      expect(profileFile(data as Profile)).toBe(text)
    }),
  )
})

test('[D4] a text that turns the direction of writing, or cannot be seen, is written as an escape', () => {
  const odd = { ...known, columns: [{ ...known.columns[1], values: ['a\u202eb\u00a0c\u{e0001}d\ufffd'] }] } as Profile
  expect(profileFile(odd)).toContain('values: ["a\\u202eb\\u00a0c\\U000e0001d\\ufffd"]')
})

test('[D4] a review sees what moved: a column is a few lines, of at most 120 letters', () => {
  const wide = profileOf({ x: Array.from({ length: 1000 }, (_, i) => i / 7) }, 100, 10)
  const lines = profileFile(wide)
    .split('\n')
    .filter(line => !line.startsWith('convention'))
  expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(120)
  expect(lines.length).toBeLessThan(40)
})
