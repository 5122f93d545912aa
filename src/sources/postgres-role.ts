import { type Problem, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'

/** Rights by membership that go past a read-only transaction: to files, programs, other sessions, or all tables. */
const ROLES = [
  'pg_write_all_data',
  'pg_execute_server_program',
  'pg_read_server_files',
  'pg_write_server_files',
  'pg_signal_backend',
  'pg_create_subscription',
  'pg_maintain',
  'pg_checkpoint',
]
/** Extensions whose functions reach other servers, files or programs: no transaction of this one holds them. */
const EXTENSIONS = [
  'dblink',
  'http',
  'pg_net',
  'pg_background',
  'aws_lambda',
  'aws_s3',
  'adminpack',
  'plproxy',
  'pg_cron',
]

const list = (names: readonly string[]) => names.map(name => `'${name}'`).join(', ')

/** Functions that leave the server whatever the transaction: of those extensions, or in a language that may do all. */
const LEAVING = `
  select p.oid from pg_catalog.pg_proc p join pg_catalog.pg_language l on l.oid = p.prolang
  left join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
  left join pg_catalog.pg_extension e on e.oid = d.refobjid and d.refclassid = 'pg_catalog.pg_extension'::regclass
  where (e.extname in (${list(EXTENSIONS)}) or not (l.lanpltrusted or l.lanname in ('internal', 'c', 'sql')))
  and pg_catalog.has_schema_privilege(p.pronamespace, 'usage') and pg_catalog.has_function_privilege(p.oid, 'execute')`

/**
 * What the role could do beyond reading, also as one of the roles it may become: one row for each, at most a few. It is the
 * first statement of the transaction, and after a first one PostgreSQL lets none be made read-write any more.
 */
export const roleQuery = `
  select session_user::text as role, 'is' as can, case
    when rolsuper then 'superuser' when rolreplication then 'replication' when rolbypassrls then 'bypassrls'
    when rolcreaterole then 'createrole' when rolcreatedb then 'createdb' else 'member of ' || rolname end as what
  from pg_catalog.pg_roles where pg_catalog.pg_has_role(session_user, oid, 'member')
  and (rolsuper or rolreplication or rolbypassrls or rolcreaterole or rolcreatedb or rolname in (${list(ROLES)}))
  union all (select session_user::text, 'writes', c.oid::regclass::text
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and pg_catalog.has_schema_privilege(n.oid, 'usage')
  and pg_catalog.has_table_privilege(c.oid, 'insert, update, delete, truncate') limit 3)
  union all (select session_user::text, 'runs', oid::regprocedure::text from (${LEAVING}) leaving limit 3)`

export interface RoleRow {
  readonly role: string
  readonly can: 'is' | 'writes' | 'runs'
  readonly what: string
}

/** Why a role is not read by, or nothing: a query is text of somebody who may know no SQL, or too much. */
export function roleFault(connection: string, rows: readonly RoleRow[]): Problem | undefined {
  const is = rows.find(row => row.what === 'superuser') ?? rows.find(row => row.can === 'is') ?? rows[0]
  if (is === undefined) return undefined
  const same = rows.filter(row => row.can === is.can).map(row => row.what)
  // A superuser is all the others as well.
  const what = is.what === 'superuser' ? [is.what] : [...new Set(same)]
  return problem('role-too-strong', ...says.postgresRole[is.can]({ connection, role: is.role, what }))
}
