import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'
import { createTcpProxy, type ProxiedConnection } from '../support/tcp-proxy.ts'

/** A session that has ended is honoured no longer than this by a server that does not hear of it. */
const mostMs = 3000

describe('Two servers on one Postgres, one of which hears nothing any more', async () => {
  const one = await world('pg')
  const listening = new Set<ProxiedConnection>()
  const lost = new Set<ProxiedConnection>()
  let losesReadings = false
  const lose = (connection: ProxiedConnection): void => {
    lost.add(connection)
    connection.blackhole()
  }
  const proxy = await createTcpProxy(one.config.databaseUrl, {
    onSent: (bytes, connection) => {
      if (bytes.includes('listen pantheon_events')) listening.add(connection)
      // On whichever connection of the pool the log is read: the others go on, so requests still reach the database.
      if (losesReadings && bytes.includes('events.since')) lose(connection)
    },
  })
  const two = await one.another({ env: { DATABASE_URL: proxy.url } })
  afterAll(async () => {
    await two.close()
    await proxy.close()
    await one.close()
  })
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await holds())) await sleep(20)
  }
  const loseReadings = async (): Promise<void> => {
    losesReadings = true
    await until(() => lost.size > 0)
  }
  const loseNotifications = async (): Promise<void> => {
    expect(listening.size).toBeGreaterThan(0)
    for (const connection of listening) lose(connection)
    listening.clear()
  }

  it.each([
    ['the connection that it listens on is silent', [loseNotifications]],
    ['its readings of the log are not answered', [loseReadings]],
    ['neither brings it anything', [loseNotifications, loseReadings]],
  ])(
    'honours a session that ended at the other for three seconds at most: %s',
    async (_, faults) => {
      const person = await one.buyer()
      const cookie = person.cookie() ?? '' // the sign-out takes it from the person
      const elsewhere = async (): Promise<number> => {
        const answer = await fetch(`${two.origin}/api/v1/auth/me`, { headers: { cookie } })
        await answer.arrayBuffer()
        return answer.status
      }
      await until(() => listening.size > 0 && two.system.db.isListening())
      expect(await elsewhere()).toBe(200)
      for (const fail of faults) await fail()

      await person.api.auth.logout.mutate()
      const from = performance.now()
      let askedAt = 0
      let honouredAt = 0
      await until(async () => {
        askedAt = performance.now() - from
        const status = await elsewhere()
        if (status === 200) honouredAt = askedAt
        return status === 401
      })
      expect(honouredAt).toBeLessThan(mostMs)

      // It gives the silent connections up, and honours what it hears of.
      losesReadings = false
      for (const connection of lost) connection.reset()
      lost.clear()
      await until(() => listening.size > 0 && two.system.db.isListening())
    },
    60_000,
  )
})
