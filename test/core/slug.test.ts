import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slug } from '../../src/core/slug.ts'

test.each([
  ['Baggage forecast', 'baggage-forecast'],
  ['Größe der Maße', 'grosse-der-masse'],
  ['GROẞE FLÜGE', 'grosse-fluge'],
  ['Ærøskøbing’s smørrebrød', 'aeroskobing-s-smorrebrod'],
  ['Łódź: œuvre n° 2', 'lodz-oeuvre-n-2'],
  ['Đường Þórður ılık', 'duong-thordur-ilik'],
  ['2nd look', 'nd-look'],
  ['飛行機', ''],
  ['No', 'no-1'],
])('[E4] the id of %j is %j', (name, id) => {
  expect(slug(name)).toBe(id)
})

test('[E4] whatever the name, an id has only what ids may have, and is its own id', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'Größe øæłıİẞ-9') })),
      name => {
        const id = slug(name)
        expect(id).toMatch(/^(?:[a-z](?:[a-z0-9-]*[a-z0-9])?)?$/)
        expect(slug(id)).toBe(id)
      },
    ),
  )
})
