import { Temporal } from 'temporal-polyfill'
import Type from 'typebox'
import { says } from '../words/says.ts'
import { nearest } from './did-you-mean.ts'
import { type Complaint, complaint } from './policy-kind.ts'

export const TimeZone = Type.String({ minLength: 1, maxLength: 60, description: says.timeZone.fields.timeZone })

/** Node lists these under the names they had before. */
const RENAMED = [
  'America/Argentina/Buenos_Aires',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
]

/** A place or UTC. `EST`, `+05:00` and `Etc/GMT+5` are fixed offsets, and the last one is even turned around. */
export function isTimeZone(name: string): boolean {
  if (name === 'UTC') return true
  if (!/^[A-Z][A-Za-z]+\/[A-Z]/.test(name) || name.startsWith('Etc/')) return false
  try {
    return Temporal.PlainDate.from('2000-01-01').toZonedDateTime(name).timeZoneId === name
  } catch {
    return false
  }
}

export function lintTimeZone(name: string, at: Complaint['at'] = ['timeZone']): Complaint[] {
  if (isTimeZone(name)) return []
  return [complaint(at, 'unknown-time-zone', says.timeZone.unknown(name, meantZone(name)))]
}

/** A city alone, or one on the wrong continent, is meant as surely as one with a slip. */
function meantZone(name: string): string | undefined {
  const zones = ['UTC', ...RENAMED, ...Intl.supportedValuesOf('timeZone')]
  const city = cityOf(name)
  const there = zones.filter(zone => cityOf(zone) === city)
  return there.length === 1 ? there[0] : nearest(name, zones)
}

function cityOf(name: string): string {
  return (name.split('/').at(-1) ?? '').toLowerCase().replaceAll(' ', '_')
}
