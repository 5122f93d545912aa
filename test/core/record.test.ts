import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ProblemError } from '../../src/core/problem.ts'
import { appendLines, beginRecord, lastLine, readRecord } from '../../src/core/record.ts'
import { hashOf, lineAfter, parsed, written } from '../../src/core/record-line.ts'
import { event, genesis, recordOf, someEvents } from '../fixtures/record.ts'

const files = recordOf(someEvents)
const second = 'record/2026/03/2026-03-02.jsonl'
const linesOf = (path: string) => (files[path] ?? '').split('\n').slice(0, -1)
/** The record with the lines of one file made anew. */
const withLines = (path: string, lines: readonly string[]) => ({
  ...files,
  [path]: lines.map(each => `${each}\n`).join(''),
})
const told = (of: Readonly<Record<string, string>>) =>
  readRecord(of).problems.map(p => `${p.file}:${p.line} ${p.code} ${p.says}`)

describe('writing the record', () => {
  test('one line an event, in a file a day, each bound to the line before; line 0 says where it begins', () => {
    expect(Object.entries(files).map(([path, text]) => [path, text.split('\n').length - 1])).toEqual([
      ['record/2026/03/2026-03-01.jsonl', 1],
      [second, 4],
      ['record/2026/03/2026-03-03.jsonl', 2],
    ])
    const text = `{"at":"2026-03-01T23:59:00.000Z","branch":"main","commit":"${'a'.repeat(40)}","v":1}`
    const zeros = '0'.repeat(64)
    const sha256 = (of: string) => createHash('sha256').update(of).digest('hex')
    expect(files['record/2026/03/2026-03-01.jsonl']).toBe(
      `{"n":0,"prev":"${zeros}","hash":"${sha256(`${zeros}
${text}`)}","genesis":${JSON.stringify(text)}}
`,
    )
    expect(linesOf(second)[0]).toContain('"event":"{\\"at\\":\\"2026-03-02T06:00:00.000Z\\",\\"body\\":{\\"model\\":')
  })

  test('appending in pieces gives the same bytes as appending at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), size => {
        let tail = beginRecord(genesis)
        let all: Record<string, string> = { [tail.path]: tail.text }
        for (let i = 0; i < someEvents.length; i += size) {
          all = { ...all, ...appendLines(tail, someEvents.slice(i, i + size)) }
          const path = Object.keys(all).sort().at(-1) ?? ''
          tail = { path, text: all[path] ?? '' }
        }
        expect(all).toEqual(files)
      }),
    )
  })

  test('a clock that jumps back writes into the last file, never into an earlier one', () => {
    const back = event('model/churn', 3, '2026-03-01T05:00:00.000Z', 'model.observed', {
      model: 'churn',
      version: '1.1.0',
    })
    const of = recordOf([...someEvents, back])
    expect(of['record/2026/03/2026-03-03.jsonl']?.split('\n')).toHaveLength(4)
    expect(readRecord(of).problems).toEqual([])
  })

  test('nothing is appended to a last file that is not as it was written', () => {
    const altered = { path: second, text: (files[second] ?? '').replace('ana', 'eve') }
    expect(() => appendLines(altered, someEvents)).toThrow(ProblemError)
    expect(() => appendLines({ path: second, text: '' }, someEvents)).toThrow(/record-altered/)
    expect(() => lastLine({ path: 'record/README.md', text: 'hello\n' })).toThrow(/record-foreign/)
  })
})

describe('reading the record', () => {
  test('gives back the events in their order, with file and line, and the hash of the last', () => {
    const { recorded, problems, head, genesis: begin } = readRecord({ ...files, 'README.md': 'not below record/' })
    expect(problems).toEqual([])
    expect(recorded.map(it => it.event)).toEqual(someEvents)
    expect(begin).toEqual(genesis)
    expect(head).toMatchObject({ n: 6, file: 'record/2026/03/2026-03-03.jsonl', line: 2, hash: recorded.at(-1)?.hash })
  })

  test('[A8] any byte of any line that is changed is found, and its file and line are named', () => {
    const at = fc
      .constantFrom(...Object.keys(files))
      .chain(path => fc.tuple(fc.constant(path), fc.nat({ max: (files[path] ?? '').length - 1 })))
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 127 }), ([path, offset], flip) => {
        const text = files[path] ?? ''
        const changed = String.fromCharCode(text.charCodeAt(offset) ^ flip)
        const line = text.slice(0, offset).split('\n').length
        const { problems } = readRecord({ ...files, [path]: text.slice(0, offset) + changed + text.slice(offset + 1) })
        expect(problems.map(p => `${p.file}:${p.line}`)).toContain(`${path}:${line}`)
        expect(problems.every(p => p.fix.length > 0)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('[A8] a changed letter of an event is one problem, and no more', () => {
    expect(told({ ...files, [second]: (files[second] ?? '').replace('ana', 'eve') })).toEqual([
      `${second}:2 record-altered The line does not have the hash it says (n 2).`,
    ])
  })

  test('[A8] an event and its hash changed together break the chain at the next line', () => {
    const [a = '', b = '', c = '', d = ''] = linesOf(second)
    const forged = written(lineAfter(parsed(a), (parsed(b)?.text ?? '').replace('ana', 'eve'))).trimEnd()
    expect(told(withLines(second, [a, forged, c, d]))).toEqual([
      `${second}:3 record-broken Line n 3 does not follow the line before it: one of the two was rewritten.`,
    ])
  })

  test('[A8] a deleted line is named by the line after it', () => {
    const [a = '', , c = '', d = ''] = linesOf(second)
    expect(told(withLines(second, [a, c, d]))).toEqual([
      `${second}:2 record-deleted Before this line (n 3), line n 2 was deleted.`,
    ])
  })

  test('[A8] a deleted file is named by the first line after it', () => {
    const { [second]: _, ...rest } = files
    expect(told(rest)).toEqual([
      'record/2026/03/2026-03-03.jsonl:1 record-deleted Before this line (n 5), 4 lines (n 1 to 4) were deleted.',
    ])
  })

  test('[A8] a line with a number beyond all bounds is one problem, said at once', () => {
    const far = written({
      ...lineAfter(parsed(linesOf(second)[3] ?? ''), '{}'),
      n: 2 ** 52,
      prev: '1',
      hash: hashOf('1', '{}'),
    })
    expect(told({ ...files, [second]: `${files[second]}${far}` })[0]).toMatch(/:5 record-deleted .*45\d{14} lines/)
  })

  test('[A8] the genesis cannot be left out, and nothing at all is no record', () => {
    const { 'record/2026/03/2026-03-01.jsonl': _, ...rest } = files
    expect(told(rest)).toEqual([`${second}:1 record-deleted Before this line (n 1), line n 0 was deleted.`])
    expect(told({})).toEqual(['record/:undefined record-empty There is no line in the record.'])
  })

  test('[A8] two lines that changed places are both named', () => {
    const [a = '', b = '', c = '', d = ''] = linesOf(second)
    expect(told(withLines(second, [a, c, b, d]))).toEqual([
      `${second}:2 record-order Line n 3 stands where n 2 should.`,
      `${second}:3 record-order Line n 2 stands after n 3.`,
    ])
  })

  test('[A8] a line that was put in is named, whether made up or copied', () => {
    const [a = '', b = '', c = '', d = ''] = linesOf(second)
    const forged = written(lineAfter(parsed(a), '{"made":"up"}')).trimEnd()
    expect(told(withLines(second, [a, forged, b, c, d]))).toEqual([
      `${second}:2 record-inserted Line n 2 stands twice; this one was put in.`,
    ])
    expect(told(withLines(second, [a, b, c, d, b]))).toEqual([
      `${second}:5 record-inserted Line n 2 stands twice; this one was put in.`,
    ])
  })

  test('[A8] blank lines, another newline, a mark of byte order and a lost last newline are changes too', () => {
    const text = files[second] ?? ''
    expect(told({ ...files, [second]: `${text}\n` })).toEqual([
      `${second}:5 record-altered The line is not as Kedge writes lines.`,
    ])
    expect(told({ ...files, [second]: `\ufeff${text}` })).toEqual([
      `${second}:1 record-altered The line is not as Kedge writes lines.`,
    ])
    expect(told({ ...files, [second]: text.replace('\n', '\r\n') })).toEqual([
      `${second}:1 record-altered The line is not as Kedge writes lines.`,
    ])
    expect(told({ ...files, [second]: text.slice(0, -1) })).toEqual([
      `${second}:4 record-altered The line is not as Kedge writes lines.`,
    ])
  })

  test('[A8] a line moved into the file beside it is found, though the chain holds', () => {
    const third = 'record/2026/03/2026-03-03.jsonl'
    const [last = ''] = linesOf(second).slice(-1)
    const moved = { ...withLines(second, linesOf(second).slice(0, -1)), [third]: `${last}\n${files[third]}` }
    expect(told(moved)).toEqual([
      `${third}:1 record-rewritten The event is of 2026-03-02T09:01:00.000Z and belongs into ${second}.`,
    ])
  })

  test('[A8] a record written anew without one event, hashes and all, still has a gap in its subject', () => {
    expect(told(recordOf(someEvents.filter((_, i) => i !== 2)))).toEqual([
      `${second}:3 record-rewritten Event 3 of case/churn-2026-03-01 stands here, but its event 2 is missing before it.`,
    ])
    expect(told(recordOf([...someEvents, ...someEvents.slice(-1)]))).toEqual([
      'record/2026/03/2026-03-03.jsonl:3 record-rewritten Event 4 of case/churn-2026-03-01 stands here a second time.',
    ])
  })

  test('a line without an event, and a file with another name, are no part of a record', () => {
    const tail = beginRecord(genesis)
    const odd = written(lineAfter(lastLine(tail), '{"v":1}'))
    expect(told({ [tail.path]: tail.text + odd })).toEqual([
      `${tail.path}:2 record-rewritten The line holds no event as Kedge writes it.`,
    ])
    expect(told({ ...files, 'record/2026/04/2026-03-02.jsonl': '' })).toEqual([
      'record:undefined record-foreign "record/2026/04/2026-03-02.jsonl" is no file of the record.',
    ])
  })
})
