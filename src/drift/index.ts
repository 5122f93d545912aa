// Written by `npm run generate` from the files of this folder; a change by hand is lost.
import chiSquare from './chi-square.ts'
import hellinger from './hellinger.ts'
import jensenShannon from './jensen-shannon.ts'
import kolmogorovSmirnov from './kolmogorov-smirnov.ts'
import kullbackLeibler from './kullback-leibler.ts'
import lInfinity from './l-infinity.ts'
import proportions from './proportions.ts'
import psi from './psi.ts'
import totalVariation from './total-variation.ts'
import wasserstein from './wasserstein.ts'
import wassersteinNormed from './wasserstein-normed.ts'

export const driftMethods = {
  'chi-square': chiSquare,
  hellinger,
  'jensen-shannon': jensenShannon,
  'kolmogorov-smirnov': kolmogorovSmirnov,
  'kullback-leibler': kullbackLeibler,
  'l-infinity': lInfinity,
  proportions,
  psi,
  'total-variation': totalVariation,
  wasserstein,
  'wasserstein-normed': wassersteinNormed,
} as const
