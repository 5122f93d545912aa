import type { Scenario } from './world.ts'

/** Somebody changes a file on a branch of their own and opens a pull request, as engineers do. */
export async function opens(
  it: Scenario,
  name: string,
  files: Readonly<Record<string, (text: string) => string>>,
  title: string,
) {
  const person = it.air.github.person(name)
  const branch = `${name}-${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`
  const { sha } = (await it.api('git/ref/heads/main')).object
  await person.call('POST', '/repos/acme/models/git/refs', { ref: `refs/heads/${branch}`, sha })
  const texts = await Promise.all(
    Object.entries(files).map(async ([path, change]) => {
      const text = await it.file(path, 'main').catch(() => '')
      return [path, change(text)] as const
    }),
  )
  await person.push(branch, Object.fromEntries(texts), title)
  const pull = await person.call('POST', '/repos/acme/models/pulls', { head: branch, base: 'main', title, body: '' })
  await it.settle()
  return pull as { number: number }
}

/** The same while nothing is heard from GitHub; an administrator merges it past the check. */
export async function mergesUnheard(it: Scenario, files: Parameters<typeof opens>[2], title: string) {
  it.air.github.setWebhookUrl(undefined)
  it.unprotect()
  const pull = await opens(it, 'dana', files, title)
  await it.air.github.person('root').call('PUT', `/repos/acme/models/pulls/${pull.number}/merge`, {})
  return pull
}
