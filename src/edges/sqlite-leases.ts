import type { Kysely } from 'kysely'
import type { Lease } from '../flows/store.ts'
import type { Tables } from './sqlite-schema.ts'

/** Takes or prolongs a named lease. The fence goes up whenever it is taken, and stays while its holder prolongs it. */
export async function takeLease(
  db: Kysely<Tables>,
  name: string,
  { by, now, forMs }: Lease,
): Promise<{ readonly fence: number } | undefined> {
  const at = now.getTime()
  return db
    .insertInto('leases')
    .values({ name, holder: by, fence: 1, until: at + forMs })
    .onConflict(c =>
      c
        .column('name')
        .doUpdateSet(eb => ({
          holder: by,
          until: at + forMs,
          fence: eb
            .case()
            .when('leases.until', '>', at)
            .then(eb.ref('leases.fence'))
            .else(eb('leases.fence', '+', 1))
            .end(),
        }))
        .where(eb => eb.or([eb('leases.holder', '=', by), eb('leases.until', '<=', at)])),
    )
    .returning('fence')
    .executeTakeFirst()
    .then(row => row && { fence: row.fence })
}

/** Lets go of a lease one still holds. The row stays, so that the next fence is higher. */
export async function releaseLease(db: Kysely<Tables>, name: string, by: string): Promise<void> {
  await db
    .updateTable('leases')
    .set({ holder: '', until: 0 })
    .where('name', '=', name)
    .where('holder', '=', by)
    .execute()
}
