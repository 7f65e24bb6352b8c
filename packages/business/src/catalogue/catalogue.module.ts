import type { Module } from '@pantheon/runtime'
import { type CatalogueDeps, createCatalogue } from './catalogue.service.ts'

const hour = 3_600_000

/** What is sold, its words for the search, and its pictures. */
export const createCatalogueModule = (deps: CatalogueDeps) => {
  const catalogue = createCatalogue(deps)
  return {
    services: { catalogue },
    // Servers of an older version, which still run while this one takes their place, write products without the words of today.
    schedules: [
      { name: 'catalogue.index', every: hour, run: catalogue.index },
      { name: 'catalogue.sweep-images', every: hour, run: catalogue.sweepImages },
    ],
    startWork: catalogue.index,
  } satisfies Module
}
