import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { PathLink } from '../src/features/account/PathLink.tsx'

it('a link to a page of Pantheon is not one of the shop’s router, which has no such page', () => {
  expect(renderToStaticMarkup(<PathLink href="/pantheon/parked-events/">Parked</PathLink>)).toBe('<a href="/pantheon/parked-events/">Parked</a>')
})
