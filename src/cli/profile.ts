import { readFile as readText, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { ProblemError, problem } from '../core/problem.ts'
import type { Profile } from '../core/profile.ts'
import { readConnections } from '../edges/connections.ts'
import { aDay } from '../edges/day-option.ts'
import { given } from '../edges/deployment.ts'
import { readFolder } from '../edges/disk.ts'
import { openSources } from '../edges/sources.ts'
import { countProfile, type ProfileAsked } from '../flows/count-profile.ts'
import { profileAsked, type Wanted } from '../flows/profile-asked.ts'
import { policyKinds } from '../policies/index.ts'
import { profileFile } from '../reports/profile-file.ts'
import { INVENTORY } from '../repository/inventory.ts'
import { modelChanges } from '../repository/model-changes.ts'
import { readFile } from '../repository/read-file.ts'
import { readRepository } from '../repository/read-repository.ts'
import { says } from '../words/says.ts'

interface Options extends Wanted {
  readonly folder: string
  readonly connections: string
  readonly write?: true
}

const CONNECTIONS = given(process.env, 'KEDGE_CONNECTIONS')

/** `kedge profile`: exit code 0 where it was counted, and 2, could not run, is the main’s. */
export function profile(program: Command): void {
  program
    .command('profile')
    .summary(says.cliProfile.summary)
    .description(says.cliProfile.description)
    .argument('<model>', says.cliProfile.model)
    .option('--query <id>', says.cliProfile.query)
    .option('--from <date>', says.cliProfile.from, aDay)
    .option('--to <date>', says.cliProfile.to, aDay)
    .option('--bins <n>', says.cliProfile.bins, bins, 10)
    .option('--connections <file>', says.cliProfile.connections, CONNECTIONS)
    .option('--folder <folder>', says.cliProfile.folder, '.')
    .option('--write', says.cliProfile.write)
    .action(async (model: string, { folder, connections, write, ...wanted }: Options) => {
      const { snapshot } = await readFolder(folder)
      const { readable, problems } = readRepository(snapshot.files, snapshot.commit, policyKinds)
      const unread = problems.filter(it => it.file === `models/${model}.yaml` && it.level === 'error')
      if (unread.length > 0 && !Object.hasOwn(readable.models, model)) throw new ProblemError(unread)
      const asked = profileAsked(readable.models, model, wanted)
      const counted = await countedOver(connections, asked)
      const path = `models/${counted.profile.id}.yaml`
      const before = await profileAt(folder, path)
      const now = before?.digest === counted.profile.digest ? before : counted.profile
      const text = checked(path, profileFile(now))
      if (write) await writeFile(join(folder, path), text)
      else process.stdout.write(text)
      console.error([...toldOf(counted, path), ...changesOf(path, before, now, write === true)].join('\n'))
    })
}

type Counted = Awaited<ReturnType<typeof countProfile>>

async function countedOver(file: string, asked: ProfileAsked): Promise<Counted> {
  const { connections, apis, pushes } = await readConnections(file)
  const sources = openSources(connections, apis, pushes)
  try {
    return await countProfile(asked, (sql, window) => sources.query(asked.connection, sql, window), new Date())
  } finally {
    await sources.close()
  }
}

/** The one that is there; another file of that name is somebody’s. */
async function profileAt(folder: string, path: string): Promise<Profile | undefined> {
  const text = await readText(join(folder, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  const read = text === undefined ? undefined : readFile(path, text, INVENTORY)
  if (read === undefined || read.kind === 'profile') return read?.fits ? (read.data as Profile) : undefined
  throw new ProblemError([problem('not-a-profile', ...says.cliProfile.faults.noProfile, { file: path })])
}

/** What is written can be read again: of very many columns it would be too large. */
function checked(path: string, text: string): string {
  const { problems, fits } = readFile(path, text, INVENTORY)
  const fix = says.cliProfile.fewerColumns
  if (!fits) throw new ProblemError(problems.map(it => (it.code === 'too-big' ? { ...it, fix } : it)))
  return text
}

function toldOf({ profile: { rows, columns }, leftOut, few }: Counted, path: string): readonly string[] {
  const counted = says.cliProfile.counted({ path, rows, columns: columns.length, leftOut })
  return few.length === 0 ? [counted] : [counted, says.cliProfile.tooFew(path, few)]
}

function changesOf(path: string, before: Profile | undefined, now: Profile, written: boolean): readonly string[] {
  if (before === now) return [says.cliProfile.same(path)]
  const changes = before === undefined ? [] : modelChanges(before, now).map(it => `${path}: ${it.says}`)
  return written ? changes : [...changes, says.cliProfile.addWrite(path, before !== undefined)]
}

function bins(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 2 || value > 100) throw new InvalidArgumentError(says.cliProfile.writeBins)
  return value
}
