/** What people do on GitHub themselves, and see there. */
import { type Stage, until } from '../../src/stand-ins/stage.ts'
import { api } from '../../src/stand-ins/story-seen.ts'

export async function textOnMain(stage: Stage, path: string): Promise<string> {
  const { content } = await api(stage, `contents/${path}?ref=main`)
  return Buffer.from(content, 'base64').toString('utf8')
}

/** The newest pull request that is open; undefined where there is none. */
export async function openPull(stage: Stage): Promise<number | undefined> {
  const pulls: { number: number }[] = await api(stage, 'pulls?state=open')
  return pulls.map(({ number }) => number).sort((a, b) => b - a)[0]
}

/** As soon as the check lets them. */
export async function mergeByHand(stage: Stage, name: string, pull: number): Promise<void> {
  await until(stage, `that #${pull} may be merged`, () =>
    stage.air.github
      .person(name)
      .merge(pull)
      .then(
        () => true,
        () => false,
      ),
  )
  await stage.air.github.settled()
}
