import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemError } from '../../src/core/problem.ts'
import { openPostgres } from '../../src/edges/postgres.ts'
import { PASSWORD, type PostgresServer, startPostgres, withoutPostgres } from '../fixtures/postgres-server.ts'

const window = { start: new Date('2001-04-02T00:00:00Z'), end: new Date('2001-04-16T00:00:00Z') }

let server: PostgresServer
beforeAll(async () => {
  if (withoutPostgres) return
  server = await startPostgres()
  await server.admin(`
    create table kept (a int); insert into kept values (1); grant select on kept to kedge; create sequence counted;
    grant usage, update on sequence counted to kedge;
    create function sly() returns int language sql security definer as 'insert into kept values (2) returning a';
    create function slyer() returns int language plpgsql security definer as
      'begin set transaction read write; insert into kept values (3); return 1; end';
    create view open_to_all as select a from kept where sly() = 2; grant select on open_to_all to kedge`)
})
afterAll(() => server?.close())

async function told(sql: string, user = 'kedge'): Promise<string> {
  const error = await openPostgres({ acme: { ...server.settings, user } })
    .query('acme', sql, window)
    .then(
      rows => new Error(`it was answered: ${JSON.stringify(rows)}`),
      (cause: unknown) => cause,
    )
  if (!(error instanceof ProblemError)) throw error
  expect(error.message).toMatch(/fix: ./)
  return `${error.problems[0]?.code}: ${error.problems[0]?.says}\nfix: ${error.problems[0]?.fix}`
}

const state = async () => (await server.admin('select (select sum(a) from kept) as kept, is_called from counted'))[0]

describe.skipIf(withoutPostgres)('[D1] a query over PostgreSQL changes nothing (attack 69)', () => {
  const READ_ONLY = /^query-refused: cannot .* in a read-only transaction/
  const NO_SELECT = /^query-refused: the query is [A-Z]+, not SELECT/
  // The text is looked at first; what gets past that is the server’s to refuse.
  test.each<[string, RegExp]>([
    ['insert into kept values (2)', NO_SELECT],
    ['/* select */ delete from kept', NO_SELECT],
    ['create table other (a int)', NO_SELECT],
    ["copy kept to program 'touch /tmp/kedge-was-here'", NO_SELECT],
    ['explain analyze insert into kept values (2)', NO_SELECT],
    ['set transaction read write', NO_SELECT],
    ['commit', NO_SELECT],
    ['begin', NO_SELECT],
    ["do 'begin insert into kept values (2); end'", NO_SELECT],
    ['call anything()', NO_SELECT],
    ['listen kedge', NO_SELECT],
    ['prepare transaction $$a$$', NO_SELECT],
    ['with new as (insert into kept values (2) returning a) select a from new', READ_ONLY],
    ['with gone as (delete from kept returning a) select a from gone', READ_ONLY],
    ['select a into other from kept', READ_ONLY],
    ['select a into temp other from kept', /^query-failed: .*(permission denied|read-only)|^query-refused/],
    ['select a from kept for update', READ_ONLY],
    ["select nextval('counted')", READ_ONLY],
    ["select setval('counted', 7)", READ_ONLY],
    ['select sly()', READ_ONLY],
    ['select a from open_to_all', READ_ONLY],
    ['select slyer()', /^query-failed: .*transaction read-write mode must be set before any query/],
    ["select set_config('transaction_read_only', 'off', true)", /read-write mode must be set before any query/],
    ["select query_to_xml('delete from kept', true, true, '')", /^query-(refused|failed)/],
    ['select 1; drop table kept', /^query-refused: cannot insert multiple commands/],
    ['select 1; commit; insert into kept values (2)', /^query-refused: cannot insert multiple commands/],
    ["select pg_read_file('/etc/passwd')", /^query-failed: .*permission denied/],
    ["select pg_ls_dir('/')", /^query-failed: .*permission denied/],
    ["select lo_import('/etc/passwd')", /^query-failed: .*permission denied/],
    ["select lo_export(1, '/tmp/kedge-was-here')", /^query-failed: .*permission denied/],
    ['select pg_reload_conf()', /^query-failed: .*permission denied/],
    ["select set_config('role', 'postgres', true)", /^query-failed: .*permission denied/],
    ["select set_config('session_authorization', 'postgres', true)", /^query-failed: .*permission denied/],
    ['select rolpassword from pg_authid', /^query-failed: .*permission denied.*\nfix: grant select/],
    ["select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'", /^query-failed: .*superuser/],
  ])('refused: %s', async (sql, words) => {
    const before = await state()
    expect(await told(sql)).toMatch(words)
    expect(await state()).toEqual(before)
  })

  test('what a session may do to itself ends with it: settings, locks, messages, large objects', async () => {
    const acme = openPostgres({ acme: server.settings })
    const lasting =
      "select set_config('timezone', 'Asia/Tokyo', false), pg_advisory_lock(7), pg_notify('a', 'b'), lo_create(42)"
    await acme.query('acme', lasting, window).catch((cause: unknown) => expect(String(cause)).toMatch(/read-only/))
    expect(await acme.query('acme', 'select pg_try_advisory_lock(7) as free, $end as at', window)).toEqual([
      { free: true, at: '2001-04-16T00:00:00.000Z' },
    ])
    expect(await server.admin('select oid from pg_largeobject_metadata')).toEqual([])
  })

  test.each<[string, string, RegExp]>([
    ['superuser', 'superuser', /it is superuser.*\nfix: .*create role kedge .*nosuperuser/],
    ['bypassrls', 'bypassrls', /it is bypassrls/],
    ['replication', 'replication', /it is replication/],
    ['createrole', 'createrole', /it is createrole/],
    ['programs', 'in role pg_execute_server_program', /member of pg_execute_server_program/],
    ['files', 'in role pg_read_server_files', /member of pg_read_server_files/],
    ['all tables', 'in role pg_write_all_data', /member of pg_write_all_data/],
    ['a member of the owner', 'noinherit in role postgres', /it is superuser/],
  ])('a role is not read by that is %s', async (_, rights, words) => {
    await server.admin(`create role strong login password '${PASSWORD}' ${rights}`)
    try {
      expect(await told('select 1', 'strong')).toMatch(new RegExp(`^role-too-strong: .*${words.source}`))
    } finally {
      await server.admin('drop role strong')
    }
  })

  test('nor by one that may write a table, though the transaction would not let it', async () => {
    await server.admin('grant insert on kept to kedge')
    const said = await told('select 1').finally(() => server.admin('revoke insert on kept from kedge'))
    expect(said).toMatchInlineSnapshot(`
      "role-too-strong: connection acme: the role kedge can do more than read: it may write kept
      fix: revoke insert, update, delete, truncate on kept from kedge, public; it must own no table and be in no role that writes"
    `)
  })

  test('nor by one that may call other servers', async () => {
    await server.admin('create extension dblink')
    const said = await told('select 1').finally(() => server.admin('drop extension dblink'))
    expect(said).toMatchInlineSnapshot(`
      "role-too-strong: connection acme: the role kedge can do more than read: it may run dblink_connect(text), dblink_connect(text,text), dblink_disconnect()
      fix: revoke execute on function dblink_connect(text) from kedge, public"
    `)
  })

  test('a role is read by that is made as the README says', async () => {
    const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8')
    const [, sql = ''] = /```sql\n(create role kedge [\s\S]*?)```/.exec(readme) ?? []
    await server.admin('create schema reporting; create table reporting.outcomes as select 7 as seven')
    await server.admin(sql.replaceAll('kedge', 'made').replace("'…'", `'${PASSWORD}'`))
    const acme = openPostgres({ acme: { ...server.settings, user: 'made' } })
    expect(await acme.query('acme', 'select seven from reporting.outcomes', window)).toEqual([{ seven: 7 }])
    expect(await server.admin("select rolconfig from pg_roles where rolname = 'made'")).toEqual([
      { rolconfig: ['temp_file_limit=1GB'] },
    ])
  })
})
