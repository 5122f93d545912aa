// Written by `npm run generate` from the files of this folder; a change by hand is lost.
import approvals from './approvals.ts'
import attest from './attest.ts'
import audit from './audit.ts'
import cases from './cases.ts'
import close from './close.ts'
import delivered from './delivered.ts'
import digest from './digest.ts'
import drift from './drift.ts'
import explain from './explain.ts'
import help from './help.ts'
import history from './history.ts'
import hold from './hold.ts'
import kpi from './kpi.ts'
import models from './models.ts'
import path from './path.ts'
import promote from './promote.ts'
import register from './register.ts'
import reopen from './reopen.ts'
import replace from './replace.ts'
import reportAi from './report-ai.ts'
import resume from './resume.ts'
import retire from './retire.ts'
import retrain from './retrain.ts'
import review from './review.ts'
import rollback from './rollback.ts'
import show from './show.ts'
import snooze from './snooze.ts'
import status from './status.ts'
import waive from './waive.ts'
import whatif from './whatif.ts'

export const commands = {
  approvals,
  attest,
  audit,
  cases,
  close,
  delivered,
  digest,
  drift,
  explain,
  help,
  history,
  hold,
  kpi,
  models,
  path,
  promote,
  register,
  reopen,
  replace,
  'report-ai': reportAi,
  resume,
  retire,
  retrain,
  review,
  rollback,
  show,
  snooze,
  status,
  waive,
  whatif,
} as const
