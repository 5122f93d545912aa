import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guardedLookup, mayReach } from '../../src/edges/reachable.ts'

test.each(['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.0', '100.63.0.1', '2606:4700::1', '2a00:1450:4001::1'])(
  '[D1] %s is public',
  address => {
    expect([mayReach(address, false), mayReach(address, true)]).toEqual([true, true])
  },
)

test.each([
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '127.0.0.1',
  '127.255.255.254',
  '100.64.0.1',
  '::1',
  '0:0:0:0:0:0:0:1',
  'fc00::1',
  'fd12:3456::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
])('[D1] %s is somebody’s own, and called where the deployment says so (attack 69)', address => {
  expect([mayReach(address, false), mayReach(address, true)]).toEqual([false, true])
})

test.each([
  '0.0.0.0',
  '169.254.169.254',
  '100.100.100.200',
  '168.63.129.16',
  'fd00:ec2::254',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '::ffff:169.254.169.254',
  '::ffff:8.8.8.8',
  '::10.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '2002:a9fe:a9fe::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '2001:db8::1',
  '100::1',
  'localhost',
  '0x7f000001',
  '2130706433',
  '',
])('[D1] %s is called by nobody, whatever the deployment says (attack 69)', address => {
  expect([mayReach(address, false), mayReach(address, true)]).toEqual([false, false])
})

test('[D1] an address of IPv4 that is written as one of IPv6 never leads further than itself', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.boolean(), (address, privateToo) => {
      if (!mayReach(address, privateToo)) expect(mayReach(`::ffff:${address}`, privateToo)).toBe(false)
    }),
  )
})

test.each([true, false])('[D1] a name that means this machine is refused when it is looked up (all: %s)', async all => {
  const looked = (privateToo: boolean) =>
    new Promise<unknown>(done =>
      guardedLookup(privateToo)('localhost', { all }, (error, found) => done(error ?? found)),
    )
  expect(String(await looked(false))).toMatch(/address-refused: localhost is no address[\s\S]*private: true/)
  expect(JSON.stringify(await looked(true))).toMatch(/127\.0\.0\.1|::1/)
})
