import { expect, test } from 'vitest'
import { unified } from '../../src/edges/github-diff.ts'

const entry = (path: string, sha: string, mode = '100644') => ({ path, sha: sha.repeat(40), mode, type: 'blob' })

test('files without a patch differ by the names of their blobs', () => {
  const was = entry('models/a.yaml', 'a')
  const one = unified([{ path: was.path, was, is: entry(was.path, 'b') }], [])
  const two = unified([{ path: was.path, was, is: entry(was.path, 'c') }], [])
  expect(one).toBe(`diff --git a/models/a.yaml b/models/a.yaml\nindex ${was.sha}..${'b'.repeat(40)}\n(not shown)\n`)
  expect(two).not.toBe(one)
})

test('a file that moved unchanged shows both names, and where the old one went', () => {
  const differences = [
    { path: 'models/a.yaml', was: entry('models/a.yaml', 'a') },
    { path: 'models/b.yaml', is: entry('models/b.yaml', 'a') },
  ]
  const compared = [{ filename: 'models/b.yaml', previous_filename: 'models/a.yaml' }]
  expect(unified(differences, compared)).toMatchInlineSnapshot(`
    "diff --git a/models/a.yaml b/models/a.yaml
    deleted file mode 100644
    index aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..0000000000000000000000000000000000000000
    (moved to models/b.yaml)
    diff --git a/models/a.yaml b/models/b.yaml
    rename from models/a.yaml
    rename to models/b.yaml
    index aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    "
  `)
})

test('a name with a line break cannot look like lines of a diff', () => {
  const path = 'models/a\n+++ b/models/b.yaml'
  const diff = unified([{ path, is: entry(path, 'a') }], [{ filename: path, patch: '@@ -0,0 +1 @@\n+x' }])
  expect(diff.split('\n').filter(line => line.startsWith('+++'))).toEqual(['+++ "b/models/a\\n+++ b/models/b.yaml"'])
})

test('a patch that claims to come from a file that did not change is not believed', () => {
  const differences = [{ path: 'models/b.yaml', is: entry('models/b.yaml', 'a') }]
  const compared = [{ filename: 'models/b.yaml', previous_filename: 'models/a.yaml', patch: '@@ -1 +1 @@\n-a\n+b' }]
  expect(unified(differences, compared)).toContain('new file mode 100644')
})

test('a file that moved and changed shows the lines that changed', () => {
  const differences = [{ path: 'b', was: entry('a', 'a', '100755'), is: entry('b', 'b') }]
  const moved = [
    { path: 'a', was: entry('a', 'a', '100755') },
    { path: 'b', is: entry('b', 'b') },
  ]
  const compared = [{ filename: 'b', previous_filename: 'a', patch: '@@ -1 +1 @@\n-a\n+b' }]
  const [gone, came] = unified(moved, compared).split(/(?<=moved to b\)\n)/)
  expect(gone).toContain('deleted file mode 100755')
  expect(came).toBe(unified(differences, [{ filename: 'b', patch: '@@ -1 +1 @@\n-a\n+b' }]))
  expect(came).toMatch(/rename from a\nrename to b\n.*\n--- a\/a\n\+\+\+ b\/b\n@@ -1 \+1 @@\n-a\n\+b\n$/)
  expect(came).toContain('old mode 100755\nnew mode 100644\n')
})
