import { describe, expect, it } from 'vitest'
import { createCountryOf } from '../src/places/country-of.ts'

describe('The country of an address', () => {
  const countryOf = createCountryOf()

  it.each([
    ['133.11.0.1', 'JP'],
    ['2001:200::1', 'JP'],
    ['2a02:8108::1', 'DE'],
    ['8.8.8.8', 'US'],
  ])('of %s is %s', async (address, country) => {
    expect(await countryOf(address)).toBe(country)
  })

  it.each(['127.0.0.1', '192.168.1.20', '::1', 'fd00::1', '203.0.113.9'])('is not said of %s, which is nowhere', async (address) => {
    expect(await countryOf(address)).toBeNull()
  })
})
