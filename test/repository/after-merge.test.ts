import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blobId } from '../../src/core/blob-id.ts'
import { afterMerge, type BranchFile } from '../../src/repository/after-merge.ts'
import { branchFiles, forks, heldAgainstGit, type Texts } from '../fixtures/merges.ts'

const [P, Q] = ['models/p.yaml', 'models/q.yaml']
const BESIDE = 'docs/p.yaml'
const OLD = 'id: p\n'
const ONE = 'id: p\ntier: low\n'
const TWO = 'id: p\nowner: ana\n'

const file = (text: string) => ({ text, blob: blobId(Buffer.from(text)) })
const snapshot = (texts: Texts) => Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, file(text)]))
const merge = (base: Texts, main: Texts, branch: Texts) => {
  const onMain = (path: string) => main[path] ?? ''
  const folders = Object.entries(main).filter(([path]) => !path.startsWith('docs/'))
  const files = branchFiles(base, branch).map(it =>
    it.path.startsWith('docs/') ? { ...it, onMain: onMain(it.path) && file(onMain(it.path)).blob } : it,
  )
  return afterMerge({ files: snapshot(Object.fromEntries(folders)) }, files, 'Update it.')
}

describe('[C5] what both sides moved is not judged: the branch has to take in the main branch', () => {
  test.each<[string, Texts, Texts, Texts, string, string]>([
    ['both changed it', { [P]: OLD }, { [P]: ONE }, { [P]: TWO }, P, 'changed'],
    ['main removed what the branch changed', { [P]: OLD }, {}, { [P]: ONE }, P, 'removed or renamed'],
    ['main changed what the branch removed', { [P]: OLD }, { [P]: ONE }, {}, P, 'changed'],
    ['both added it', {}, { [P]: ONE }, { [P]: TWO }, P, 'added'],
    ['(attack 43) main renamed it', { [P]: OLD }, { [Q]: OLD }, { [P]: ONE }, P, 'removed or renamed'],
    ['(attack 43) the branch renamed it', { [P]: OLD }, { [P]: ONE }, { [Q]: OLD }, P, 'changed'],
    ['(attack 43) both renamed to one place', { [P]: OLD }, { [Q]: ONE }, { [Q]: TWO }, Q, 'added'],
    ['(attack 43) main took it in from beside', { [BESIDE]: OLD }, { [P]: OLD }, { [BESIDE]: ONE }, BESIDE, 'removed'],
    ['(attack 43) the branch took it in from beside', { [BESIDE]: OLD }, { [BESIDE]: ONE }, { [P]: OLD }, BESIDE, 'ch'],
  ])('%s', (_, base, main, branch, path, did) => {
    expect(merge(base, main, branch).problems).toEqual([
      expect.objectContaining({
        level: 'error',
        code: 'behind-main',
        file: path,
        says: expect.stringContaining(`The main branch has ${did}`),
        fix: 'Update it.',
      }),
    ])
  })
})

describe('[C5] where the tip of main is broken, only what stands there says whether both sides moved a file', () => {
  const files = snapshot({ [P]: OLD, [Q]: OLD })
  const tip = snapshot({ [P]: 'id: [\n', [Q]: TWO })
  const repaired = (was: string, is: string) =>
    afterMerge({ files, tip }, [{ path: P, was: file(was), is: file(is) }], 'Update it.')

  test('a repair is held against what it repairs, beside files that were read before', () => {
    expect(repaired('id: [\n', ONE)).toEqual({ files: snapshot({ [P]: ONE, [Q]: OLD }), problems: [] })
  })

  test('a branch of before has not seen what broke', () => {
    expect(repaired(OLD, ONE).problems).toMatchObject([{ code: 'behind-main', file: P }])
  })
})

describe('[C5] what one side moved is as that side has it', () => {
  test.each<[string, Texts, Texts, Texts, Texts]>([
    ['the branch changed it', { [P]: OLD }, { [P]: OLD }, { [P]: ONE }, { [P]: ONE }],
    ['the branch removed it', { [P]: OLD }, { [P]: OLD }, {}, {}],
    ['the branch renamed it', { [P]: OLD }, { [P]: OLD }, { [Q]: ONE }, { [Q]: ONE }],
    [
      'main changed another',
      { [P]: OLD, [Q]: OLD },
      { [P]: OLD, [Q]: TWO },
      { [P]: ONE, [Q]: OLD },
      { [P]: ONE, [Q]: TWO },
    ],
    [
      'main renamed another',
      { [P]: OLD, [Q]: TWO },
      { [P]: OLD, 'models/r.yaml': TWO },
      { [P]: ONE, [Q]: TWO },
      { [P]: ONE, 'models/r.yaml': TWO },
    ],
    ['both changed it to the same', { [P]: OLD }, { [P]: ONE }, { [P]: ONE }, { [P]: ONE }],
    ['both removed it', { [P]: OLD }, {}, {}, {}],
    ['both added the same', {}, { [P]: ONE }, { [P]: ONE }, { [P]: ONE }],
    ['both changed what lies beside', { [BESIDE]: OLD }, { [BESIDE]: ONE }, { [BESIDE]: TWO }, {}],
  ])('%s', (_, base, main, branch, after) => {
    expect(merge(base, main, branch)).toEqual({ files: snapshot(after), problems: [] })
  })

  test('also where nobody looked at what lies beside, as of what was merged', () => {
    const moved: BranchFile = { path: BESIDE, was: file(OLD), is: file(ONE) }
    expect(afterMerge({ files: {} }, [moved], 'Update it.').problems).toEqual([])
  })
})

test('[C5] whatever both sides do, what is judged is what git merges, or the branch has to be updated', () => {
  fc.assert(
    fc.property(fc.array(forks, { minLength: 600, maxLength: 600 }), all => {
      const merges = all.map(fork => ({ ...fork, ...merge(fork.base, fork.main, fork.branch) }))
      const judged = merges.map(({ files }) =>
        Object.fromEntries(Object.entries(files).map(([at, it]) => [at, it.text])),
      )
      const found = heldAgainstGit(all.map((fork, n) => ({ ...fork, judged: judged[n] ?? {} })))
      const wrong = all.filter((_, n) => found[n] === 'different' && merges[n]?.problems.length === 0)
      expect(wrong).toEqual([])
      // It is asked about enough of each: what git merges as judged, what it merges otherwise, and what it refuses.
      for (const answer of ['same', 'different', 'conflict'] as const)
        expect(found.filter(it => it === answer).length).toBeGreaterThan(10)
    }),
    { numRuns: 1, endOnFailure: true },
  )
})
