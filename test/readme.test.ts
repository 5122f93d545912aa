import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { TOKEN_VARIABLE } from '../src/cli/ingest.ts'
import { SETTINGS } from '../src/core/settings.ts'

const ROOT = dirname(import.meta.dirname)
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(match => match[1] ?? '')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
const words = readdirSync(join(ROOT, 'src/cli')).map(name => name.replace('.ts', ''))

describe.each(['README.md', 'src/README.md'])('[A14] %s', path => {
  const text = read(path)

  test('links to files that are there', () => {
    const links = found(text, /\]\(([^)#:]+)\)/g)
    expect(links.filter(link => !existsSync(join(ROOT, dirname(path), link)))).toEqual([])
  })

  test('names files, scripts and words of the command line that are there', () => {
    const files = found(text, /`((?:src|[\w-]+)\/[\w./-]+\.(?:ts|js|yml|test\.ts))`/g)
    const at = (file: string) => [ROOT, join(ROOT, 'src')].some(folder => existsSync(join(folder, file)))
    expect(files.filter(file => !at(file))).toEqual([])
    expect(found(text, /npm run ([\w:]+)/g).filter(script => !(script in scripts))).toEqual([])
    expect(found(text, /(?:npx |`)kedge (\w+)/g).filter(word => !words.includes(word))).toEqual([])
    expect(found(text, /\b(KEDGE_\w+)/g).filter(name => !(name in SETTINGS) && name !== TOKEN_VARIABLE)).toEqual([])
  })

  test('has lines a page can hold', () => {
    expect(text.split('\n').filter(line => line.length > 120)).toEqual([])
  })
})

test('[A14] the README has the two commands, every part that is made from the code, and a picture that loads fast', () => {
  const text = read('README.md')
  expect(text).toMatch(/^npm ci && npm run demo\b/m)
  expect(text).toMatch(/^npm ci && npm test\b/m)
  for (const part of ['commands', 'slack', 'github', 'workflow', 'settings'])
    expect(text, part).toMatch(new RegExp(`<!-- generated: ${part} -->\\n\\n[^<\\s]`))
  for (const picture of ['card', 'workspace', 'pull-request', 'phone'])
    expect(statSync(join(ROOT, `.github/${picture}.png`)).size).toBeLessThan(300_000)
})
