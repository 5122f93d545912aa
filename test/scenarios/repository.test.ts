import { expect, onTestFinished, test } from 'vitest'
import { type FaultProxy, faultProxy } from '../../src/stand-ins/fault-proxy.ts'
import { MODEL, scenario } from './world.ts'

async function counted() {
  let proxy: FaultProxy | undefined
  const it = await scenario({
    githubUrl: async url => {
      proxy = await faultProxy(url)
      onTestFinished(() => proxy?.close())
      return proxy.url
    },
  })
  const asked = async (act: () => Promise<unknown>) => {
    const before = proxy?.calls.length ?? 0
    await act()
    const paths = (proxy?.calls ?? []).slice(before).map(call => call.path)
    return paths.flatMap(path => /\/(tarball|git\/\w+)/.exec(path)?.[1] ?? [])
  }
  return { ...it, asked }
}

test('[A2] the repository comes as one tarball, and a changed file as trees and that blob alone', async () => {
  const it = await counted()
  const first = await it.asked(it.bot.world.policy)
  expect(first).toContain('tarball')
  expect(first).not.toContain('git/blobs')
  const second = await it.asked(async () => {
    await it.pushesToMain('dana', MODEL, text => text.replace('Flight delay forecast', 'Delay forecast'))
    expect((await it.bot.world.policy()).models['flight-delay']?.name).toBe('Delay forecast')
  })
  expect(second).not.toContain('tarball')
  expect(second.filter(path => path === 'git/blobs')).toHaveLength(1)
})

test('[A2] [attack 72] a broken file is said in the log, and the last good rules stay in force', async () => {
  const it = await scenario()
  await it.bot.world.policy()
  await it.pushesToMain('dana', 'policies/approve-rollback.yaml', text => text.replace('count: 1', 'count: none'))
  const { policies } = await it.bot.world.policy()
  expect(JSON.stringify(policies)).not.toContain('"count":"none"')
  expect(it.log.lines.join('\n')).toMatch(/error the policy repository has errors.*approve-rollback\.yaml/)
})
