import { createContext } from 'react'

/** How a list renders its rows. The tools above it follow: cards have no headers to click, so they get a sort select. */
export const RowsAs = createContext<'table' | 'cards'>('table')
