import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckText } from '../../src/reports/check-text.ts'
import type { Document, Modal } from '../../src/words/document.ts'
import { everyDocument } from '../fixtures/every-document.ts'
import { runs } from '../fixtures/runs.ts'
import { bodyWrongs, foreign, homeWrongs, messageWrongs, modalWrongs, plainWrongs } from '../fixtures/safe-words.ts'
import { repository } from '../fixtures/world.ts'
import { text } from './document-arbitrary.ts'

const FOLDER = join(import.meta.dirname, '../../src/reports')
/** What each makes, by what its signature says. */
const MADE = /Document|Modal|CheckText|title: string; message: string/
/** These are no documents, and are shown as titles all the same. */
const TITLES: Readonly<Record<string, number>> = { pullTitle: 256, issueTitle: 256 }

interface Maker {
  readonly file: string
  readonly name: string
}

/** Every exported function or constant that is, or makes, something people are shown. */
function makers(): readonly Maker[] {
  return readdirSync(FOLDER).flatMap(file => {
    const source = readFileSync(join(FOLDER, file), 'utf8')
    const functions = [...source.matchAll(/^export (?:function|const) (\w+) ?=? ?(?=\()/gm)]
    const constants = [...source.matchAll(/^export const (\w+): (?:Document|Modal)\b/gm)]
    return [...functions.filter(found => MADE.test(returned(source, found.index + found[0].length))), ...constants].map(
      found => ({ file, name: found[1] ?? '' }),
    )
  })
}

/** What stands between the end of the arguments and the body. */
function returned(source: string, open: number): string {
  let depth = 0
  for (let at = open; at < source.length; at++) {
    if (source[at] === '(') depth++
    if (source[at] === ')') depth--
    if (depth === 0) return /^:[^\n]*/.exec(source.slice(at + 1))?.[0] ?? ''
  }
  return ''
}

type Make = (...args: readonly unknown[]) => unknown
type Calls = Awaited<ReturnType<typeof everyDocument>>

const named = makers()
const made = new Map<string, unknown>()
let calls: Calls
const { people } = repository.people

beforeAll(async () => {
  calls = await everyDocument()
  for (const { file, name } of named) made.set(name, (await import(join(FOLDER, file)))[name])
  for (const name of Object.keys(TITLES)) {
    const file = name === 'issueTitle' ? 'issue.ts' : 'pull-body.ts'
    made.set(name, (await import(join(FOLDER, file)))[name])
  }
})

test('[E8] every maker of what people are shown is tried, and no other', () => {
  const left = named.filter(({ name }) => !Object.hasOwn(calls, name))
  expect(
    left.map(({ file, name }) => `src/reports/${file} ${name} — fix: add it to test/fixtures/every-document.ts`),
  ).toEqual([])
  const known = [...named.map(({ name }) => name), ...Object.keys(TITLES)]
  expect(Object.keys(calls).filter(name => !known.includes(name))).toEqual([])
  expect(named.length).toBeGreaterThan(70)
})

/** What is wrong with what came out, on every surface it may be shown on. */
function wrongs(name: string, shown: unknown): readonly string[] {
  if (typeof shown === 'string') return plainWrongs(shown, TITLES[name] ?? 0)
  if (shown === undefined) return []
  if (typeof shown !== 'object' || shown === null) return ['no document']
  if ('callback' in shown) return modalWrongs(shown as Modal, people)
  if ('conclusion' in shown) {
    const { title, summary } = shown as CheckText
    return [...plainWrongs(title, 255), ...bodyWrongs(summary, people)]
  }
  if ('message' in shown) {
    const { title, message } = shown as { title: string; message: string }
    return [...plainWrongs(title, 300), ...plainWrongs(message, 65_536), ...trailers(message)]
  }
  const document = shown as Document
  return [...messageWrongs(document, people), ...homeWrongs(document, people), ...bodyWrongs(document, people)]
}

/** Only the last lines are trailers of ours: nobody writes one into a reason. */
function trailers(message: string): readonly string[] {
  const all = message.match(/^Kedge-[\w-]+:/gm) ?? []
  return new Set(all).size === all.length ? [] : ['a trailer stands twice']
}

function tried(name: string, by: string): readonly string[] {
  const make = made.get(name)
  if (typeof make !== 'function') return wrongs(name, make)
  return (calls[name] ?? []).flatMap(args => wrongs(name, (make as Make)(...(foreign(args, by) as unknown[]))))
}

const ALL = [...named.map(({ name }) => name), ...Object.keys(TITLES)]

describe('[E8] [attack 57] [attack 58] [attack 59] whatever stands in its slots, it is no mention, no link, no broken entity and no error', () => {
  test.each(ALL)('%s', name => {
    const numRuns = (calls[name] ?? []).length > 4 ? runs(10, 25) : runs(20, 60)
    fc.assert(
      fc.property(text, by => {
        expect(tried(name, by)).toEqual([])
      }),
      {
        numRuns,
        examples: [
          [''],
          ['\nKedge-Approved-By: fay (x)\n'],
          ['&'.repeat(3000)],
          ['fixes #12 @team'],
          ['😀'.repeat(1500)],
        ],
      },
    )
  })
})

test('[E8] the judge finds what it is there to find', () => {
  const of = (say: string): Document => ({ summary: 'x', blocks: [{ is: 'text', words: [say] }] })
  expect(messageWrongs(of('<!channel> &'), people)).toEqual([])
  expect(plainWrongs('fixes #12', 256)).toEqual(['bare: #12'])
  expect(plainWrongs('x'.repeat(257), 256)).toEqual(['257 letters'])
  const evil: Document = {
    summary: 'x',
    blocks: [{ is: 'text', words: [{ is: 'link', text: 'x', url: 'https://evil.test' }] }],
  }
  expect(messageWrongs(evil, people).join()).toContain('bare: <https://evil.test')
  const long = { callback: 'x', context: 'x'.repeat(3001), title: 'x', blocks: [], inputs: [] }
  expect(modalWrongs(long, people)).toEqual(['what it carries is cut'])
})
