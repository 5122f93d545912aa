import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFolder } from '../../src/edges/disk.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'

const { snapshot } = await readFolder(join(import.meta.dirname, '../..'))
const paths = Object.keys(snapshot.files).filter(path => path.endsWith('.yaml'))

/** One line of one sample file gone, doubled, swapped with another or with its value torn out. */
const slip = fc.record({
  path: fc.constantFrom(...paths),
  line: fc.nat(),
  is: fc.constantFrom('gone', 'doubled', 'null', 'list', 'mapping', 'number', 'deeper', 'letter'),
})

test('[A9] however a sample file is damaged, the answer is a repository or problems with a line, never a crash', () => {
  fc.assert(
    fc.property(fc.array(slip, { minLength: 1, maxLength: 3 }), slips => {
      const files = { ...snapshot.files }
      for (const { path, line, is } of slips) {
        const { text, blob } = files[path] ?? { text: '', blob: '' }
        files[path] = { text: damaged(text, line, is), blob }
      }
      const { repository, problems } = readRepository(files, 'c0ffee', policyKinds)
      expect(repository === undefined).toBe(problems.some(p => p.level === 'error'))
      expect(problems.every(p => p.fix !== '' && p.file !== undefined && p.line !== undefined)).toBe(true)
    }),
    { numRuns: 400 },
  )
})

function damaged(text: string, at: number, is: string): string {
  const lines = text.split('\n')
  const i = at % lines.length
  const line = lines[i] ?? ''
  const key = /^(\s*(?:- )?[\w-]+:)/.exec(line)?.[1] ?? line
  const now: Record<string, string[]> = {
    gone: [],
    doubled: [line, line],
    null: [key],
    list: [`${key} [1, {}]`],
    mapping: [`${key} { a: [b] }`],
    number: [`${key} 7`],
    deeper: [`  ${line}`],
    letter: [line.replace(/[a-z]/, 'x')],
  }
  return lines.toSpliced(i, 1, ...(now[is] ?? [])).join('\n')
}
