/** The texts in a repository's tarball, by blob name: ten thousand files in one request. */
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { blobId } from '../core/blob-id.ts'
import { outside } from '../core/outside.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { utf8 } from './github-objects.ts'

export interface TarballLimits {
  /** A larger file is left out here, and refused by whoever reads the tree. */
  readonly fileBytesMax: number
  /** Of everything unpacked, so that a small archive cannot fill the memory. */
  readonly bytesMax: number
}

/**
 * Only plain UTF-8 files whose path below the archive's own folder is `wanted`. What is written in `.gitattributes`
 * may leave files out or alter them: they then have other names here, so that whoever reads the tree asks for them.
 */
export async function tarballTexts(
  archive: Uint8Array,
  wanted: (path: string) => boolean,
  { fileBytesMax, bytesMax }: TarballLimits,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  const entries = extract()
  entries.on('entry', (header, stream, next) => {
    const keep =
      header.type === 'file' && (header.size ?? 0) <= fileBytesMax && wanted(header.name.replace(/^[^/]*\//, ''))
    const chunks: Buffer[] = []
    stream.on('data', chunk => keep && chunks.push(chunk as Buffer))
    stream.on('end', () => {
      const bytes = Buffer.concat(chunks)
      const text = keep ? utf8(bytes) : undefined
      if (text !== undefined) texts.set(blobId(bytes), text)
      next()
    })
  })
  try {
    await pipeline([archive], createGunzip(), counted(bytesMax), entries)
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause
    throw outside('unavailable', says.githubTarball.broken, { cause, from: 'github' })
  }
  return texts
}

function counted(bytesMax: number) {
  return async function* (source: AsyncIterable<Buffer>) {
    let size = 0
    for await (const chunk of source) {
      size += chunk.byteLength
      if (size > bytesMax)
        throw new ProblemError([problem('repository-too-large', ...says.githubTarball.tooLarge(bytesMax))])
      yield chunk
    }
  }
}
