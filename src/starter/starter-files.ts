import { idOf } from '../repository/repository-paths.ts'
import type { Answers, Files } from './answers.ts'
import { approvalFiles } from './approval-files.ts'
import { digestFiles } from './digest-files.ts'
import { editorFiles } from './editor-files.ts'
import { codeownersFiles, workflowFiles } from './github-files.ts'
import { guardrailFiles } from './guardrail-files.ts'
import { lifecycleFiles } from './lifecycle-files.ts'
import { modelFiles } from './model-files.ts'
import { peopleFiles } from './people-file.ts'
import { readmeFiles } from './readme-files.ts'

/** Where GitHub looks for owners after `.github`: a file of ours there would take the word from them. */
export const OTHER_CODEOWNERS: readonly string[] = ['CODEOWNERS', 'docs/CODEOWNERS']

/** A whole repository from a few answers. `there` is what the folder holds already: none of it is written again. */
export function starterFiles(answers: Answers, there: Files = {}): Files {
  const policies: Files = {
    ...peopleFiles(answers),
    ...approvalFiles(answers),
    ...guardrailFiles(answers),
    ...lifecycleFiles(answers),
    ...digestFiles(answers),
  }
  const ids = Object.keys(policies).map(idOf)
  const governed: Files = { ...modelFiles(answers, ids), ...policies }
  const all = {
    ...readmeFiles(answers, governed),
    ...governed,
    ...editorFiles(),
    ...workflowFiles(answers.kedge),
    ...(OTHER_CODEOWNERS.some(path => Object.hasOwn(there, path)) ? {} : codeownersFiles({ ...governed, ...there })),
  }
  return Object.fromEntries(Object.entries(all).filter(([path]) => !Object.hasOwn(there, path)))
}
