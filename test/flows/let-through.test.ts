import { expect, test } from 'vitest'
import { adoptions } from '../../src/flows/adoptions.ts'
import { letThrough } from '../../src/flows/let-through.ts'
import type { Contents, Eyes, Onlooker, Pull } from '../../src/flows/world.ts'
import { contents, MODEL, pull, repository, worldOf } from '../fixtures/world.ts'

const person = { id: 101, login: 'dana', bot: false }
const opened = (number: number): Pull => ({ ...pull, number, head: `${number}`.padStart(40, '0'), author: person })
const own = (number: number) => `${number}`.padStart(40, 'a')
const touching = (number: number, paths: readonly string[]): Contents => ({
  ...contents,
  files: paths.map(path => ({ path })),
  commits: [own(number)],
})

/** Three hundred that were let through: the tenth ones touch a model, the others a file beside the models. */
async function estate(newCommits: Eyes['newCommits'] = async () => new Set()) {
  const pulls = Array.from({ length: 300 }, (_, i) => opened(i + 1))
  const asked: string[] = []
  const it = await worldOf({
    see: {
      openPulls: async () => pulls,
      newCommits: (since, until) => {
        asked.push(`${since[0]}...${until[0]}`)
        return newCommits(since, until)
      },
    },
  })
  for (const one of pulls)
    letThrough(it.store, one, touching(one.number, [one.number % 10 === 0 ? MODEL : 'docs/notes.md']), repository)
  return { ...it, pulls, asked }
}

const at = (world: Onlooker, commit: string, files = repository.files): Onlooker => ({
  ...world,
  policy: async () => ({ ...repository, commit: commit.repeat(40), files }),
})
const looked = async (world: Onlooker) => (await adoptions(world)).map(({ subject }) => Number(subject.slice(5)))
const changed = { ...repository.files, [MODEL]: { text: '', blob: '9'.repeat(40) } }
const { [MODEL]: _, ...without } = repository.files

test('[C5] (attack 39) hundreds let through cost nothing while the main branch rests, and one call when it moves', async () => {
  const { world, asked } = await estate()
  expect(await looked(world)).toEqual([])
  expect(asked).toEqual([])
  expect(await looked(at(world, 'd'))).toEqual([])
  expect(await looked(at(world, 'd'))).toEqual([])
  expect(await looked(at(world, 'e'))).toEqual([])
  expect(asked).toEqual(['c...d', 'd...e'])
})

test.each([
  ['says something else there', changed],
  ['has no such file any more', without],
])(
  '[C5] (attack 39) where the main branch %s, those that touch it are looked at, until it is done',
  async (_, files) => {
    const { world } = await estate()
    const tenth = Array.from({ length: 30 }, (_, i) => 10 * (i + 1))
    expect(await looked(at(world, 'd', files))).toEqual(tenth)
    expect(await looked(at(world, 'd', files))).toEqual(tenth)
  },
)

test('[C5] (attack 39) one whose own commit came to the main branch is looked at again', async () => {
  const { world } = await estate(async () => new Set([own(7), own(999)]))
  expect(await looked(at(world, 'd'))).toEqual([7])
})

test('[C5] (attack 39) where nobody can tell what came to the main branch, all are looked at again', async () => {
  const { world } = await estate(async () => undefined)
  expect(await looked(at(world, 'd'))).toHaveLength(300)
})

test('[C5] (attack 39) what has a green check that may be wrong is looked at before what has none', async () => {
  const { world, pulls } = await estate(async () => new Set([own(7)]))
  const see = { ...world.see, openPulls: async () => [opened(400), ...pulls] }
  expect(await looked(at({ ...world, see }, 'd'))).toEqual([7, 400])
})

test('[C5] (attack 43) what changes a file beside the models is looked at again when main has one more of them', async () => {
  const { world, store } = await estate()
  const side = { blob: '1'.repeat(40), text: '' }
  const beside = { ...contents, files: [{ path: 'docs/late.yaml', was: side, is: side }], commits: [own(5)] }
  letThrough(store, opened(5), beside, repository)
  const moved = { ...repository.files, 'models/late.yaml': { text: '', blob: '2'.repeat(40) } }
  expect(await looked(at(world, 'd', changed))).not.toContain(5)
  expect(await looked(at(world, 'e', moved))).toEqual([5])
})
