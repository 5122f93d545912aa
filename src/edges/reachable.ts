/** Which addresses may be called: names are looked up by others, so what they mean is held to this at the moment of the call. */
import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { ProblemError, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'

type Range = readonly [net: string, prefix: number, family: 'ipv4' | 'ipv6']

/** Networks of somebody’s own, and this machine: only where the deployment says `private: true`. */
const PRIVATE: readonly Range[] = [
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
]

/** Where no service answers that anybody means: what clouds tell a machine of itself, groups, and what is reserved. */
const NEVER: readonly Range[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['100.100.100.200', 32, 'ipv4'],
  ['168.63.129.16', 32, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
  ['fd00:ec2::254', 128, 'ipv6'],
]
/** Beyond these nothing of IPv6 is public. `BlockList` holds ::ffff:10.0.0.1 to the ranges of IPv4 itself. */
const GLOBAL: Range = ['2000::', 3, 'ipv6']

const [ours, never, global] = [PRIVATE, NEVER, [GLOBAL]].map(ranges => {
  const list = new BlockList()
  for (const [net, prefix, family] of ranges) list.addSubnet(net, prefix, family)
  return list
}) as [BlockList, BlockList, BlockList]

/** Whether this may be called. Whatever is no plain address may not. */
export function mayReach(address: string, privateToo: boolean): boolean {
  const family = isIP(address)
  if (family === 0 || address.includes('%')) return false
  const name = family === 4 ? 'ipv4' : 'ipv6'
  if (never.check(address, name)) return false
  if (ours.check(address, name)) return privateToo
  return name === 'ipv4' || global.check(address, name)
}

/** Node’s own look-up, but that one address that may not be reached refuses the name. */
export function guardedLookup(privateToo: boolean): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '')
      const bad = found.find(({ address }) => !mayReach(address, privateToo))
      if (bad) return done(unreachable(host, privateToo), '')
      const [first] = found
      if (options.all || first === undefined) return done(null, found)
      done(null, first.address, first.family)
    })
  }
}

export function unreachable(host: string, privateToo: boolean): ProblemError {
  return new ProblemError([problem('address-refused', ...says.reachable.refused(host, privateToo))])
}
