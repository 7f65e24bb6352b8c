import { describe, expect, it } from 'vitest'
import { orderAbout } from '../src/index.ts'

describe('What an order is about', () => {
  it.each([
    [{ topic: 'パン作り' }, 'パン作り'],
    [{ brief: '\n First this.\nThen that.' }, 'First this.'],
    [{ topic: ' ', brief: 'not asked' }, 'Custom course'],
    [{}, 'Custom course'],
  ])('of %j is %j', (input, about) => {
    expect(orderAbout({ input, productName: 'Custom course' } as never)).toBe(about)
  })
})
