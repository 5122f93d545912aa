/** What is read out of a reference. */
export interface Parts {
  readonly name: string
  readonly version?: string
  /** What the model is made with, or comes from. */
  readonly type: string
  readonly role: string
  readonly digest?: string
}

type Form = (at: string) => Parts | undefined

/** `mlflow:/models/churn/3`, and `models:/churn/3` as MLflow itself writes it. */
export const mlflow: Form = at => {
  const [, name, version] = /^(?:mlflow:\/*(?:models\/)?|models:\/)([^/]+)\/([^/]+)$/.exec(at) ?? []
  return name === undefined ? undefined : parts(name, version, 'mlflow', 'model')
}

/** The ARN of a model package, or of a model that has no version of its own. */
export const sagemaker: Form = at => {
  const resource = /^(?:sagemaker:)?arn:aws[\w-]*:sagemaker:[\w-]*:\d*:(?:model-package|model)\/(.+)$/.exec(at)?.[1]
  const [name, version] = resource?.split('/') ?? []
  return name === undefined ? undefined : parts(name, version, 'sagemaker', 'model')
}

/** `sas:/modelRepository/churn/2.1`, or the name alone. */
export const sas: Form = at => {
  const path = /^sas:\/*(.+)$/.exec(at)?.[1]?.split('/').filter(Boolean)
  if (path === undefined || path.length === 0) return undefined
  const last = path.at(-1) ?? ''
  const versioned = path.length > 1 && /^v?\d+(\.\d+)*$/.test(last)
  return parts(versioned ? (path.at(-2) ?? '') : last, versioned ? last.replace(/^v/, '') : undefined, 'sas', 'model')
}

const HOSTED = ['openai', 'anthropic', 'azure', 'bedrock', 'cohere', 'google', 'mistral', 'vertex'] as const

/** A model somebody else runs. Its version is the day it carries; where it carries none, its whole name. */
export const hosted: Form = at => {
  const [, name] = new RegExp(`^(?:${HOSTED.join('|')}):/*([^/:]+)$`).exec(at) ?? []
  if (name === undefined) return undefined
  const [, base, day] = /^(.+?)[-@](\d{4}-?\d\d-?\d\d)$/.exec(name) ?? []
  return parts(base ?? name, day ?? name, 'llm', 'api')
}

/** `ghcr.io/acme/churn:2.1@sha256:…`: with a host, a tag or a digest, so that no file is taken for an image. */
export const container: Form = at => {
  const [, path, tag, digest] =
    /^([\w.-]+(?::\d+)?(?:\/[\w.-]+)+?)(?::([\w.-]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(at) ?? []
  const host = path?.split('/')[0] ?? ''
  const isImage = tag !== undefined || digest !== undefined || /\.\w{2,}$|:\d+$/.test(host)
  if (path === undefined || !isImage) return undefined
  const version = tag ?? digest?.slice('sha256:'.length, 'sha256:'.length + 12)
  return { ...parts(path.split('/').at(-1) ?? '', version, 'container', 'image'), ...(digest && { digest }) }
}

/** By the ending of a file. Another ending says nothing of what made it. */
const TYPES = new Map<string, readonly [type: string, role: string]>([
  ...['xlsx', 'xlsm', 'xlsb', 'xls'].map(ending => [ending, ['excel', 'workbook']] as const),
  ...['py', 'pkl', 'joblib', 'pt', 'safetensors'].map(ending => [ending, ['python', 'model']] as const),
  ...['r', 'rds', 'rdata'].map(ending => [ending, ['r', 'model']] as const),
  ...['onnx', 'pmml', 'sas'].map(ending => [ending, [ending, 'model']] as const),
])

/** A file with an ending; `churn-v2.xlsx` tells its version. */
export const file: Form = at => {
  const [, base, ending] = /(?:^|[/\\])([^/\\:]+?)(?:\.tar)?\.(\w+)$/.exec(at) ?? []
  if (base === undefined || ending === undefined) return undefined
  const [, name, version] = /^(.+?)[-_ ]v?(\d+(?:\.\d+)*)$/i.exec(base) ?? []
  const [type, role] = TYPES.get(ending.toLowerCase()) ?? ['file', 'model']
  return parts(name ?? base, version, type, role)
}

function parts(name: string, version: string | undefined, type: string, role: string): Parts {
  return { name, type, role, ...(version !== undefined && version !== '' && { version }) }
}
