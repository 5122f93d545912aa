import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getSystemErrorMap } from 'node:util'
import { describe, expect, test } from 'vitest'
import { lineOf } from '../../src/core/problem.ts'
import { systemCode } from '../../src/core/system-code.ts'
import { systemProblem } from '../../src/edges/system-error.ts'
import { fetchGuarded, fileWhys, netWhys, oneFile } from '../../src/words/en.ts'

const systemCodes = new Set([...getSystemErrorMap().values()].map(([name]) => name))

/** What POSIX lets open, read, write, stat, mkdir, rename, link, unlink, readdir and statfs answer, of files and folders. */
const OF_FILES =
  'EACCES EBUSY EDQUOT EEXIST EFBIG EINVAL EIO EISDIR ELOOP EMFILE ENAMETOOLONG ENFILE ENOENT ENOSPC ENOTDIR ENOTEMPTY EPERM EROFS'

/** What it lets connect, listen and looking up a name answer. */
const OF_THE_NET =
  'EACCES EADDRINUSE EADDRNOTAVAIL EAI_AGAIN EAI_FAIL ECONNABORTED ECONNREFUSED ECONNRESET EHOSTUNREACH ENETDOWN ENETUNREACH ENOTFOUND EPIPE EPROTO ETIMEDOUT'

const carrier = fileURLToPath(new URL('lib/core/errors.js', import.meta.resolve('undici/package.json')))
const carried = new Set(readFileSync(carrier, 'utf8').match(/UND_ERR_\w+/g))

/** Of how it is used, of proxies, web sockets and pools that no call of ours goes through, and of what it only tells. */
const UNTOLD =
  'BPL_MISSING_UPSTREAM INFO INVALID_ARG INVALID_RETURN_VALUE MAX_ORIGINS_REACHED NOT_SUPPORTED PRX_CONN PRX_TLS REDIRECT_MAX REQ_CONTENT_LENGTH_MISMATCH REQ_RETRY RES_EXCEEDED_MAX_SIZE SOCKS5 WS_MESSAGE_SIZE_EXCEEDED'

describe('[E7] what the system refuses', () => {
  test('is said of every code that files and the net give', () => {
    expect(Object.keys(fileWhys).sort()).toEqual(OF_FILES.split(' '))
    const net = Object.keys(netWhys).filter(code => systemCodes.has(code) || /^EAI_|^ENOTFOUND$/.test(code))
    expect(net.sort()).toEqual(OF_THE_NET.split(' '))
    expect(OF_FILES.split(' ').filter(code => !systemCodes.has(code))).toEqual(['EDQUOT'])
  })

  test('is said of every code of what carries our calls', () => {
    const said = Object.keys(netWhys).filter(code => code.startsWith('UND_ERR_'))
    const untold = UNTOLD.split(' ').map(code => `UND_ERR_${code}`)
    expect([...said, ...untold].sort()).toEqual([...carried].sort())
  })

  test('is a whole sentence; a code nobody foresaw is quoted', () => {
    expect(oneFile.unreadable('ENOENT')[0]).toBe('It cannot be read: it is not there.')
    expect(oneFile.unreadable('EODD')[0]).toBe('It cannot be read: the system says “EODD”.')
    expect(oneFile.unreadable(undefined)[0]).toBe('It cannot be read, and nothing says why.')
    expect(fetchGuarded.noAnswer('HPE_INVALID_CONSTANT')[0]).toBe('it does not answer: its answer is no HTTP')
    expect(fetchGuarded.noAnswer('ERR_SSL_WRONG_VERSION_NUMBER')[0]).toBe(
      'it does not answer: it does not speak TLS as it should',
    )
  })

  test('names the file and what to do, whatever was done with it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kedge-'))
    await writeFile(join(folder, 'file'), '')
    await symlink('round', join(folder, 'round'))
    const told = async (path: string) => {
      const error = await readFile(join(folder, path)).catch((thrown: unknown) => thrown)
      const wrong = systemProblem(error)
      return wrong && lineOf(wrong).replace(folder, '…')
    }
    const fix = '\n  fix: Mend that, or name another place'
    expect(await told('gone')).toBe(`error no-file: …/gone cannot be read or written: it is not there.${fix}`)
    expect(await told('round')).toBe(
      `error no-file: …/round cannot be read or written: its links lead in a circle.${fix}`,
    )
    expect(await told('file/below')).toBe(
      `error no-file: …/file/below cannot be read or written: it lies below what is no folder.${fix}`,
    )
  })

  test('names the address that somebody else listens at', async () => {
    const listening = (server: Server, port: number) =>
      new Promise<unknown>(done => server.once('error', done).listen(port, '127.0.0.1', () => done(undefined)))
    const [first, second] = [createServer(), createServer()]
    await listening(first, 0)
    const { port } = first.address() as { port: number }
    const wrong = systemProblem(await listening(second, port))
    first.close()
    expect(wrong).toMatchObject({
      says: `Nothing can be opened at 127.0.0.1:${port}: something else listens there.`,
      fix: 'Stop what listens there, or set another KEDGE_PORT or KEDGE_HOST',
    })
  })

  test('is none of what is a bug of ours, or was told already', () => {
    expect(systemProblem(new TypeError('x is not a function'))).toBe(undefined)
    expect(systemProblem(Object.assign(new Error('a'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBe(undefined)
    expect(systemProblem('EACCES')).toBe(undefined)
  })

  test('is found below what carried it', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    expect(systemCode(new TypeError('fetch failed', { cause: refused }))).toBe('ECONNREFUSED')
    expect(systemCode(new DOMException('late', 'TimeoutError'))).toBe(undefined)
    expect(systemCode(undefined)).toBe(undefined)
  })
})
