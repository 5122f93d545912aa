// Written by `npm run generate` from the files of this folder; a change by hand is lost.
import approvals from './approvals.ts'
import explain from './explain.ts'
import help from './help.ts'
import history from './history.ts'
import models from './models.ts'
import path from './path.ts'
import review from './review.ts'
import rollback from './rollback.ts'
import show from './show.ts'
import status from './status.ts'
import whatif from './whatif.ts'

export const commands = {
  approvals,
  explain,
  help,
  history,
  models,
  path,
  review,
  rollback,
  show,
  status,
  whatif,
} as const
