/**
 * `git clone` and tarballs: every object has the name git gives it, so they are written out and git speaks. What has one
 * name is one thing, so the stand-ins of a process share their objects, and each has its own branches.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { deflateSync, gunzipSync } from 'node:zlib'
import type { Loose, Next } from './emulate.ts'
import { at, type Ground, object, refuse, replace, rows, tip } from './github-ground.ts'

/** Returns what removes the written-out repositories. */
export function amendGit(g: Ground): () => void {
  const folders = new Map<number, string>()
  const refs = '/:owner/:repo{[^/]+\\.git}/info/refs'
  const pack = '/:owner/:repo{[^/]+\\.git}/git-upload-pack'
  for (const path of [refs, pack]) g.app.use(path, (c, next) => withPassword(g, c, next))
  g.app.get(refs, c => advertise(c, writeOut(g, folders, at(g, c).repo)))
  g.app.post(pack, c => upload(c, writeOut(g, folders, at(g, c).repo)))
  for (const path of ['/repos/:owner/:repo/tarball', '/repos/:owner/:repo/tarball/:ref{.+}']) {
    replace(g, 'GET', path, c => tarball(g, c, folders))
  }
  return () => {
    for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true })
  }
}

/** Git asks without a password first and comes again when it is told to. */
function withPassword(g: Ground, c: Loose, next: Next): unknown {
  const basic = /^Basic (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  const token = Buffer.from(basic, 'base64').toString().split(':')[1] ?? ''
  const { repo } = at(g, c)
  if (repo && (!repo.private || g.tokens.has(token))) return next()
  return c.body('', basic === '' ? 401 : 404, { 'www-authenticate': 'Basic realm="GitHub"' })
}

async function advertise(c: Loose, folder: string): Promise<Response> {
  const first = c.req.header('git-protocol')?.includes('version=2') ? '' : '001e# service=git-upload-pack\n0000'
  const said = await git(['upload-pack', '--stateless-rpc', '--advertise-refs', folder], c)
  const type = { 'content-type': 'application/x-git-upload-pack-advertisement', 'cache-control': 'no-cache' }
  return c.body(Buffer.concat([Buffer.from(first), said]), 200, type)
}

async function upload(c: Loose, folder: string): Promise<Response> {
  const sent = Buffer.from(await c.req.arrayBuffer())
  const input = c.req.header('content-encoding') === 'gzip' ? gunzipSync(sent) : sent
  const said = await git(['upload-pack', '--stateless-rpc', folder], c, input)
  return c.body(said, 200, { 'content-type': 'application/x-git-upload-pack-result' })
}

/** A commit never changes, and neither does its tarball; stand-ins that start one after the other begin with the same. */
const tarballs = new Map<string, Buffer>()
const TARBALLS_MOST = 20

/** As GitHub's: one folder `owner-repo-sha7/` at the top. `ref` is a branch, a tag or a commit. */
async function tarball(g: Ground, c: Loose, folders: Map<number, string>): Promise<Response> {
  const { repo } = at(g, c)
  const ref = c.req.param('ref') || repo.default_branch
  const tag = rows(g, 'refs', repo).find(r => r.ref === `refs/tags/${ref}` || r.ref === ref)?.sha
  const sha = tip(g, repo, ref) ?? tag ?? object(g, 'commits', repo, ref)?.sha
  if (!sha) return refuse(c, 404, 'Not Found')
  const top = `${repo.full_name.replace('/', '-')}-${sha.slice(0, 7)}`
  const key = `${top} ${sha}`
  const made = async () => {
    const folder = writeOut(g, folders, repo)
    return git(['--git-dir', folder, 'archive', '--format=tar.gz', `--prefix=${top}/`, sha], c)
  }
  const bytes = tarballs.get(key) ?? (await made())
  tarballs.set(key, bytes)
  if (tarballs.size > TARBALLS_MOST) tarballs.delete(tarballs.keys().next().value ?? '')
  const name = { 'content-disposition': `attachment; filename=${top}.tar.gz` }
  return c.body(bytes, 200, { 'content-type': 'application/x-gzip', ...name })
}

function git(command: readonly string[], c: Loose, input?: Buffer): Promise<Buffer> {
  return new Promise((done, fail) => {
    const env = { ...process.env, GIT_PROTOCOL: c.req.header('git-protocol') ?? '' }
    const child = spawn('git', command, { env, stdio: ['pipe', 'pipe', 'ignore'] })
    const out: Buffer[] = []
    child.stdout.on('data', chunk => out.push(chunk))
    child.on('close', () => done(Buffer.concat(out))).on('error', fail)
    child.stdin.on('error', () => undefined).end(input)
  })
}

function writeOut(g: Ground, folders: Map<number, string>, repo: Loose): string {
  const folder = folders.get(repo.id) ?? mkdtempSync(join(tmpdir(), 'kedge-git-'))
  if (!folders.has(repo.id)) {
    for (const name of ['objects/info', 'refs']) mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, 'objects/info/alternates'), `${objectsHere()}\n`)
    writeFileSync(join(folder, 'HEAD'), `ref: refs/heads/${repo.default_branch}\n`)
    folders.set(repo.id, folder)
  }
  for (const type of ['blob', 'tree', 'commit'] as const) {
    for (const o of rows(g, `${type}s`, repo)) writeObject(type, o)
  }
  const refs = rows(g, 'refs', repo).map(r => `${r.sha} ${r.ref}\n`)
  writeFileSync(join(folder, 'packed-refs'), refs.sort().join(''))
  return folder
}

let objects: string | undefined
const written = new Set<string>()

/** Gone with the process. */
function objectsHere(): string {
  if (objects !== undefined) return objects
  const folder = mkdtempSync(join(tmpdir(), 'kedge-objects-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  objects = folder
  return folder
}

function writeObject(type: 'blob' | 'tree' | 'commit', o: Loose): void {
  if (written.has(o.sha)) return
  const body = bytesOf[type](o)
  const path = join(objectsHere(), o.sha.slice(0, 2), o.sha.slice(2))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, deflateSync(Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body])))
  written.add(o.sha)
}

const bytesOf = {
  blob: (o: Loose) => Buffer.from(o.content, o.encoding === 'base64' ? 'base64' : 'utf8'),
  tree: (o: Loose) =>
    Buffer.concat(
      o.tree
        .toSorted((a: Loose, b: Loose) => Buffer.compare(sortKey(a), sortKey(b)))
        .flatMap((e: Loose) => [Buffer.from(`${e.mode.replace(/^0+/, '')} ${e.path}\0`), Buffer.from(e.sha, 'hex')]),
    ),
  commit: (o: Loose) =>
    Buffer.from(
      [
        `tree ${o.tree_sha}`,
        ...o.parent_shas.map((sha: string) => `parent ${sha}`),
        ...['author', 'committer'].map(
          who => `${who} ${o[`${who}_name`]} <${o[`${who}_email`]}> ${seconds(o[`${who}_date`])}`,
        ),
        '',
        o.message.replace(/\n?$/, '\n'),
      ].join('\n'),
    ),
}

/** Git sorts a folder as if its name ended with a slash. */
function sortKey(e: Loose): Buffer {
  return Buffer.from(e.path + (e.type === 'tree' ? '/' : ''))
}

function seconds(iso: string): string {
  const zone = /([+-])(\d\d):?(\d\d)$/.exec(iso)
  return `${Math.floor(Date.parse(iso) / 1000)} ${zone ? zone.slice(1).join('') : '+0000'}`
}
