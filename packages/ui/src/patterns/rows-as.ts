import { createContext } from 'react'

/** How a list shows its rows now. What stands above it follows, so that cards, which have no headers to press, have a choice of sorts. */
export const RowsAs = createContext<'table' | 'cards'>('table')
