import type { Gate, Lifecycle, Stage } from './lifecycle.ts'

/** The same for two life cycles that judge alike. */
export function lifecycleMeaning({ stages, transitions, ...rest }: Lifecycle): unknown {
  return {
    ...rest,
    stages: Object.fromEntries(Object.entries(stages).map(([name, stage]) => [name, stageMeaning(stage)])),
    transitions: transitions.map(({ gate, ...way }) => ({ ...way, ...gateMeaning(gate) })),
  }
}

/** `false` is the same as nothing. */
function stageMeaning({ serves = false, end = false, ...rest }: Stage): unknown {
  return { ...rest, serves, end }
}

/** `approvers` are words for the picture, and a gate that asks for nothing is none. */
function gateMeaning(gate: Gate | undefined): { readonly gate?: unknown } {
  const { approvers: _, ...asks } = gate ?? {}
  return Object.keys(asks).length === 0 ? {} : { gate: asks }
}
