import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** `npm install` leaves out what its registry does not have, and `npm ci` then refuses the whole file. */
test('[A13] the lock file holds the packages of every platform, so that `npm ci` takes it everywhere', () => {
  const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, Locked>>
  }
  const named = Object.entries(packages).flatMap(([path, it]) =>
    Object.keys(it.optionalDependencies ?? {}).map(name => ({ path, name })),
  )
  const missing = named.filter(
    ({ path, name }) => !(`node_modules/${name}` in packages || `${path}/node_modules/${name}` in packages),
  )
  expect(
    missing.map(
      it => `${it.name}, of ${it.path}, is missing — fix: git checkout package-lock.json, then add what is new`,
    ),
  ).toEqual([])
  expect(named.length).toBeGreaterThan(10)
})

test('[A13] no host of a registry stands in it', () => {
  expect(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')).not.toMatch(/"resolved": "http/)
})
