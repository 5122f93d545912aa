import { type Problem, problem } from '../core/problem.ts'
import { slug } from '../core/slug.ts'
import { says } from '../words/says.ts'
import { container, file, hosted, mlflow, type Parts, sagemaker, sas } from './registries.ts'

/** A model as a registry, a file or a vendor names it. */
export interface Reference {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly version: string
  readonly artifact: { readonly role: string; readonly at: string; readonly digest?: string }
}

/** The forms that are understood, for people. */
export const REFERENCES = [
  'mlflow:/models/churn/3',
  'sagemaker:arn:aws:sagemaker:eu-west-1:123456789012:model-package/churn/3',
  'sas:/modelRepository/churn/2.1',
  'models/churn.xlsx',
  'openai:gpt-4o-2024-08-06',
  'ghcr.io/acme/churn:2.1@sha256:…',
] as const

const FORMS = [mlflow, sagemaker, sas, hosted, container, file]

/** What a reference says of itself. `digest` is that of the file it names, where there is one. */
export function reference(text: string, digest?: string): Reference | Problem {
  const at = text.trim()
  const parts = FORMS.map(form => form(at)).find(found => found !== undefined)
  const id = slug(parts?.name ?? '')
  if (parts === undefined || id === '' || at.length > 400 || /\p{Cc}/u.test(at)) return notUnderstood(at)
  const version = versionOf(parts)
  if (version === undefined) return oddVersion(parts.version ?? '')
  const found = parts.digest ?? digest
  return {
    id,
    name: nameOf(parts.name),
    type: parts.type,
    version,
    artifact: { role: parts.role, at, ...(found !== undefined && { digest: found }) },
  }
}

/** The first version of what says none is one that can be followed by others. */
function versionOf({ version = '1.0.0' }: Parts): string | undefined {
  return /^[0-9A-Za-z][0-9A-Za-z.+-]{0,59}$/.test(version) ? version : undefined
}

/** `credit_risk-eu` is `Credit risk eu`; whoever knows better writes better. */
function nameOf(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim()
    .slice(0, 80)
    .toWellFormed()
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

function notUnderstood(at: string): Problem {
  return problem('unknown-reference', ...says.reference.unknown(at.slice(0, 80), REFERENCES))
}

function oddVersion(version: string): Problem {
  return problem('odd-version', ...says.reference.oddVersion(version.slice(0, 80)))
}
