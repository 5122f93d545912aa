/** Who fits where: both by their place in a list. */
export type Fits = (person: number, slot: number) => boolean

/** By slot: who fills it, or undefined. */
export type Places = (number | undefined)[]

/**
 * Fills as many slots as possible with one person each and one slot a person. Whoever came earlier keeps a slot, though
 * perhaps another one than at first (augmenting paths).
 */
export function match(people: number, slots: number, fits: Fits): Places {
  const places: Places = Array.from({ length: slots }, () => undefined)
  for (let person = 0; person < people; person++) seat(person, places, fits, new Set())
  return places
}

function seat(person: number, places: Places, fits: Fits, tried: Set<number>): boolean {
  for (const [slot, holder] of freeFirst(places)) {
    if (tried.has(slot) || !fits(person, slot)) continue
    tried.add(slot)
    if (holder !== undefined && !seat(holder, places, fits, tried)) continue
    places[slot] = person
    return true
  }
  return false
}

function freeFirst(places: Places): [slot: number, holder: number | undefined][] {
  const all = [...places.entries()]
  return [...all.filter(([, holder]) => holder === undefined), ...all.filter(([, holder]) => holder !== undefined)]
}

/** The open slots that would be filled, one of them, if this person joined: perhaps by others moving over. */
export function reachable(person: number, places: Places, fits: Fits): Set<number> {
  const seen = new Set<number>()
  const queue = [person]
  for (const next of queue) {
    for (const [slot, holder] of places.entries()) {
      if (seen.has(slot) || !fits(next, slot)) continue
      seen.add(slot)
      if (holder !== undefined) queue.push(holder)
    }
  }
  return new Set([...seen].filter(slot => places[slot] === undefined))
}
