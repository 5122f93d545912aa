/** What git knows about two commits: files, ancestors, the merge base, and what a real three-way merge would bring. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Loose } from './emulate.ts'
import { ask, type Ground, object } from './github-ground.ts'

/** Every file below a tree, by its path. */
export function files(g: Ground, repo: Loose, tree: string | undefined, under = ''): Map<string, Loose> {
  const entries: Loose[] = object(g, 'trees', repo, tree)?.tree ?? []
  return new Map(
    entries.flatMap((e): [string, Loose][] =>
      e.type === 'tree' ? [...files(g, repo, e.sha, `${under}${e.path}/`)] : [[under + e.path, e]],
    ),
  )
}

export function treeOf(g: Ground, repo: Loose, commit: string | undefined): string | undefined {
  return object(g, 'commits', repo, commit)?.tree_sha
}

/** The commit and everything before it, nearest first. */
export function ancestors(g: Ground, repo: Loose, from: string): Set<string> {
  const seen = new Set([from])
  for (const sha of seen) for (const parent of object(g, 'commits', repo, sha)?.parent_shas ?? []) seen.add(parent)
  return seen
}

export function mergeBase(g: Ground, repo: Loose, a: string, b: string): string | undefined {
  const left = ancestors(g, repo, a)
  return [...ancestors(g, repo, b)].find(sha => left.has(sha))
}

/** The tree of `onto` with what `head` brings, as git would merge them; undefined where they conflict. */
export async function mergedTree(g: Ground, repo: Loose, onto: string, head: string): Promise<string | undefined> {
  const tree = await once(g, `merge ${repo.id} ${onto} ${head}`, async () => {
    const entries = await brought(g, repo, onto, head)
    if (entries === undefined) return null
    if (entries.length === 0) return treeOf(g, repo, onto)
    const body = { base_tree: treeOf(g, repo, onto), tree: entries }
    return (await ask(g, `/repos/${repo.full_name}/git/trees`, body)).sha
  })
  return tree ?? undefined
}

/** How many commits, files and lines a head brings to a base. */
export function diffCounts(g: Ground, repo: Loose, base: string, head: string): Promise<Loose> {
  return once(g, `counts ${repo.id} ${base} ${head}`, async () => {
    const below = ancestors(g, repo, base)
    const commits = [...ancestors(g, repo, head)].filter(sha => !below.has(sha)).length
    const { stats, total } = await changedFiles(g, repo, base, head)
    return { commits, changed_files: total.length, additions: stats.additions, deletions: stats.deletions }
  })
}

/**
 * The files a head changes since the merge base, with their patches. GitHub's comparison stops at 300 files, a
 * commit's own list at 3,000: so a commit that nobody sees is made of the head's tree on the merge base.
 */
export function changedFiles(g: Ground, repo: Loose, base: string, head: string): Promise<Loose> {
  return once(g, `files ${repo.id} ${base} ${head}`, async () => {
    const who = { name: 'comparison', email: 'comparison@localhost', date: '2000-01-01T00:00:00Z' }
    const parents = [mergeBase(g, repo, base, head)].filter(sha => sha !== undefined)
    const body = { message: 'comparison', tree: treeOf(g, repo, head), parents, author: who, committer: who }
    const { sha } = await ask(g, `/repos/${repo.full_name}/git/commits`, body)
    const total: Loose[] = []
    for (let page = 1; ; page++) {
      const found = await ask(g, `/repos/${repo.full_name}/commits/${sha}?per_page=100&page=${page}`)
      total.push(...found.files)
      if (found.files.length < 100) return { stats: found.stats, total }
    }
  })
}

async function brought(g: Ground, repo: Loose, onto: string, head: string): Promise<Loose[] | undefined> {
  const sides = [mergeBase(g, repo, onto, head), onto, head].map(commit => files(g, repo, treeOf(g, repo, commit)))
  const [was, there, here] = sides as [Map<string, Loose>, Map<string, Loose>, Map<string, Loose>]
  const entries: Loose[] = []
  for (const path of new Set([...was.keys(), ...here.keys()])) {
    const [x, y, z] = [was.get(path)?.sha, there.get(path)?.sha, here.get(path)?.sha]
    if (x === z || y === z) continue
    const entry = { path, mode: (here.get(path) ?? was.get(path)).mode, type: 'blob' }
    if (x === y) entries.push({ ...entry, sha: z ?? null })
    else {
      const content = await mergedText(...([y, x, z].map(sha => textOf(g, repo, sha)) as [Side, Side, Side]))
      if (content === undefined) return undefined
      entries.push({ ...entry, content })
    }
  }
  return entries
}

type Side = string | undefined

function textOf(g: Ground, repo: Loose, sha: string | undefined): Side {
  const blob = object(g, 'blobs', repo, sha)
  return blob?.encoding === 'base64' ? undefined : blob?.content
}

/** Both sides changed one file: git itself says whether that goes together. */
async function mergedText(ours: Side, base: Side, theirs: Side): Promise<string | undefined> {
  if (ours === undefined || base === undefined || theirs === undefined) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'kedge-merge-'))
  try {
    const paths = ['ours', 'base', 'theirs'].map(name => join(folder, name))
    await Promise.all([ours, base, theirs].map((text, n) => writeFile(paths[n] as string, text)))
    return await new Promise(done => {
      execFile('git', ['merge-file', '-p', ...paths], (error, out) => done(error ? undefined : out))
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function once<T>(g: Ground, key: string, find: () => Promise<T>): Promise<T> {
  const found = g.known.get(key) ?? find()
  g.known.set(key, found)
  found.catch(() => g.known.delete(key))
  return found
}
