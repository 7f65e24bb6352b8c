import { it, expect, inject } from 'vitest'
it('probe', () => { console.log(process.env.TEST_POSTGRES_URL, inject('postgresUrl')); expect(1).toBe(1) })
