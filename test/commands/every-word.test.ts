import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { nearest } from '../../src/core/did-you-mean.ts'
import { typed } from '../fixtures/command.ts'
import { worldOf } from '../fixtures/world.ts'

/** The words of design §7, with the changes of its §4 that have one. */
const DESIGNED = [
  ...['help', 'models', 'show', 'status', 'drift', 'report-ai', 'approvals', 'cases', 'path', 'history', 'explain'],
  ...['whatif', 'waive', 'attest', 'snooze', 'digest', 'audit'],
  ...['register', 'promote', 'rollback', 'retrain', 'replace', 'hold', 'resume', 'retire', 'kpi'],
]
const all = Object.values(commands)
const names = all.map(({ name }) => name)

const folder = join(import.meta.dirname, '../scenarios')
const told = await Promise.all(
  (await readdir(folder)).filter(file => file.endsWith('.test.ts')).map(file => readFile(join(folder, file), 'utf8')),
)

test('[E1] every word that was designed is there', () => {
  expect(DESIGNED.filter(word => !(names as readonly string[]).includes(word))).toEqual([])
})

describe.each(all)('[E1] /kedge $name', ({ name, usage, summary }) => {
  test('has a usage line of words, arguments and what may be left out, and a summary that is one sentence or two', () => {
    expect(usage).toMatch(/^(?:(?:[a-z-]+|<[a-z-]+(?:\.\.\.)?>|\[[a-z <>.-]+\])(?: |$))*$/)
    expect(summary).toMatch(/^[A-Z].{10,200}\.$/)
  })

  test('has a page in the help, which is for everybody', async () => {
    const { words } = await typed((await worldOf()).world, `help ${name}`, { who: 'zoe' })
    expect(words.replaceAll('ˋ', '`')).toContain(`/kedge ${name} ${usage}`.trim())
    expect(words.replaceAll('ˋ', '`').replaceAll('`', '')).toContain(summary.replaceAll('`', ''))
  })

  test('is what was meant by whoever doubles its last letter, and says how it is written where a word is too much', async () => {
    const slip = `${name}${name.at(-1)}`
    expect(nearest(slip, names)).toBe(name)
    const { world } = await worldOf()
    expect((await typed(world, slip)).words).toMatch(new RegExp(`Did you mean ${name}\\?\\n.*\\n.*/kedge ${name}`))
    const takesAll = usage.includes('...>')
    const { words, outcome } = await typed(world, takesAll ? name : `${name} ${'word '.repeat(12)}`)
    // Beside a form it is said as well.
    const line = `/kedge ${name} ${usage}`.trim()
    expect(words.replace('In one line it is', 'fix: write')).toContain(`fix: write ${line}`)
    expect(outcome).toEqual({})
  })

  // As people type it: an answer, or the list of the help, stands in no quotes.
  test('is typed in a scenario', () => {
    expect(told.filter(text => new RegExp(`['"\`]/kedge ${name}(?![\\w-])`).test(text)).length).toBeGreaterThan(0)
  })
})
