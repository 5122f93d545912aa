/** What is left when the day is over: the record, checked from a clone with the command line, as an auditor would. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Stage } from './stage.ts'

const run = promisify(execFile)
const KEDGE = fileURLToPath(new URL('../kedge.js', import.meta.url))

export async function tellTheRecord(stage: Stage): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-clone-'))
  const git = (...args: string[]) => run('git', ['-C', folder, ...args])
  try {
    stage.tell({ is: 'chapter', title: 'The record, from a clone', at: stage.clock.now() })
    await run('git', ['clone', '--quiet', stage.air.github.cloneUrl, folder])
    stage.tell({ is: 'text', title: 'kedge verify', text: await kedge('verify', folder) })
    const history = () => kedge('history', 'flight-delay', '--as-of', '2001-04-30', '--repo', folder)
    const [once, twice] = [await history(), await history()]
    if (once !== twice) throw new Error('the history of one date came out twice as two texts')
    stage.tell({
      is: 'text',
      title: 'kedge history flight-delay --as-of 2001-04-30 (the same bytes twice)',
      text: folded(once),
    })
    await git('checkout', '--quiet', 'kedge/record')
    const path = join(folder, 'record/2001/04/2001-04-23.jsonl')
    await writeFile(path, (await readFile(path, 'utf8')).replace('\\"bo\\"', '\\"ba\\"'))
    await git(
      '-c',
      'user.name=Mallory',
      '-c',
      'user.email=mallory@acme.test',
      'commit',
      '--quiet',
      '-am',
      'Nothing to see here',
    )
    stage.tell({
      is: 'text',
      title: 'kedge verify, after one letter of the record was changed',
      text: await kedge('verify', folder),
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The file itself stands folded in the report; here it is left out. */
function folded(markdown: string): string {
  return markdown.replace(/<details>.*?<\/details>\n\n/gs, '')
}

/** What the command line prints, whatever its exit code, which is told as well. */
async function kedge(...args: string[]): Promise<string> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('NODE_')))
  return run(process.execPath, [KEDGE, ...args], { env }).then(
    ({ stdout }) => `${stdout.trimEnd()}\n(exit code 0)`,
    ({ stdout, stderr, code }) => `${`${stdout}${stderr}`.trimEnd()}\n(exit code ${code})`,
  )
}
