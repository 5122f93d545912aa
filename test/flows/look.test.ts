import { describe, expect, test } from 'vitest'
import type { Request } from '../../src/core/change.ts'
import { lookAt } from '../../src/flows/look.ts'
import type { Contents } from '../../src/flows/world.ts'
import { profileFile } from '../../src/reports/profile-file.ts'
import { request as ours } from '../fixtures/change.ts'
import { profileOf } from '../fixtures/profiled.ts'
import { contents, HEAD, MODEL, repository } from '../fixtures/world.ts'

const own: Request = { ...ours, edits: [], door: 'repository' }
const TEXT = repository.files[MODEL]?.text ?? ''
const OTHER = 'models/flight-demand.yaml'
const file = (text: string) => ({ text, blob: text.length.toString().padStart(40, '0') })
const withFiles = (files: Contents['files']): Contents => ({ ...contents, files })
const looked = (text: string | undefined, files = contents.files, request = own) => {
  const { [MODEL]: _, ...rest } = repository.files
  const main = { ...repository, files: text === undefined ? rest : { ...rest, [MODEL]: file(text) } }
  return lookAt(main, withFiles(files), HEAD, request)
}
const limit = (text: string) => text.replace('limit: 18.5', 'limit: 25')

describe('[C5] what both sides moved stops it first of all, whatever else is wrong', () => {
  test.each<[string, string | undefined, Contents['files']]>([
    ['main changed it', limit(TEXT), contents.files],
    ['main removed it', undefined, contents.files],
    ['the branch removed it', limit(TEXT), [{ path: MODEL, was: file(TEXT) }]],
    ['both added it', limit(TEXT), [{ path: MODEL, is: file(TEXT) }]],
    ['it reads as nothing', limit(TEXT), [{ path: MODEL, was: file(TEXT), is: file('kind: odd') }]],
  ])('%s', (_, text, files) => {
    const [problem] = looked(text, files).problems
    expect(problem).toMatchObject({ level: 'error', code: 'behind-main', file: MODEL })
    expect(problem?.fix).toMatch(/^Press `Update branch`/)
  })

  test('what was asked for in Slack may be asked for again', () => {
    expect(looked(limit(TEXT), contents.files, ours).problems).toMatchObject([
      { code: 'behind-main', fix: expect.stringMatching(/^Ask for it again in Slack/) },
    ])
  })
})

test('[C5] what others changed elsewhere is judged with it, and looks undone nowhere', () => {
  const look = looked(limit(TEXT), [{ path: OTHER, is: file(TEXT.replace('id: flight-delay', 'id: flight-demand')) }])
  expect(look.problems).toEqual([])
  expect(look.files.map(({ path }) => path)).toEqual([OTHER])
  expect(look.draft.anew?.files[MODEL]?.text).toBe(limit(TEXT))
})

test('[C5] the same on both sides is nothing any more', () => {
  const { parts, problems } = looked(limit(TEXT), [{ path: MODEL, was: file(TEXT), is: file(limit(TEXT)) }])
  expect([parts, problems]).toEqual([[], []])
})

test('[D4] a profile is a part of its model: who may approve an edit of the model may approve it', () => {
  const [path, id] = ['models/flight-delay-profile.yaml', 'flight-delay']
  const { parts } = looked(TEXT, [{ path, is: file(profileFile(profileOf({ x: [1, 2, 3] }))) }])
  expect(parts).toEqual([{ kinds: ['edit'], model: { id, tier: 'medium', useCase: 'passenger-notices' } }])
})

describe('[E2] [attack 58] what is grave is shown first', () => {
  const [WORKFLOW, RULE] = ['.github/workflows/deliver-model.yml', 'policies/brake.yaml']
  const edited = (path: string, from: string, to: string): Contents['files'][number] => ({
    path,
    was: file(from),
    is: file(to),
  })
  test.each<[string, true | undefined, Contents['files'][number]]>([
    ['a limit', true, edited(MODEL, TEXT, limit(TEXT))],
    ['another version', true, edited(MODEL, TEXT, TEXT.replace('  version: 1.1.0', '  version: 1.0.0'))],
    ['a rule', true, { path: RULE, is: file('kind: odd\n') }],
    ['a workflow', true, edited(WORKFLOW, 'on: push\n', 'on: pull_request\n')],
    ['a model that goes', true, { path: MODEL, was: file(TEXT) }],
    ['tags', undefined, edited(MODEL, TEXT, TEXT.replace('tags: [sample]', 'tags: [x]'))],
    ['a comment', undefined, edited(MODEL, TEXT, `${TEXT}# and more\n`)],
    ['code beside', undefined, edited('src/x.py', 'a\n', 'b\n')],
  ])('%s: %s', (_, isGrave, it) => {
    expect(looked(TEXT, [it]).files.find(({ path }) => path === it.path)?.isGrave).toBe(isGrave)
  })
})
