// Written by `npm run generate` from the files of this folder; a change by hand is lost.
import adoptPull from './adopt-pull.ts'
import answer from './answer.ts'
import chartCase from './chart-case.ts'
import deliver from './deliver.ts'
import exportRecord from './export-record.ts'
import followChange from './follow-change.ts'
import keepDropped from './keep-dropped.ts'
import mergePull from './merge-pull.ts'
import postDigest from './post-digest.ts'
import readRules from './read-rules.ts'
import runSuite from './run-suite.ts'
import say from './say.ts'
import setCheck from './set-check.ts'
import showCase from './show-case.ts'
import showChange from './show-change.ts'
import showDrop from './show-drop.ts'
import showHome from './show-home.ts'
import showIssue from './show-issue.ts'
import showPull from './show-pull.ts'
import showTrouble from './show-trouble.ts'

export const effects = {
  'adopt-pull': adoptPull,
  answer,
  'chart-case': chartCase,
  deliver,
  'export-record': exportRecord,
  'follow-change': followChange,
  'keep-dropped': keepDropped,
  'merge-pull': mergePull,
  'post-digest': postDigest,
  'read-rules': readRules,
  'run-suite': runSuite,
  say,
  'set-check': setCheck,
  'show-case': showCase,
  'show-change': showChange,
  'show-drop': showDrop,
  'show-home': showHome,
  'show-issue': showIssue,
  'show-pull': showPull,
  'show-trouble': showTrouble,
} as const
