import type { Module } from '@pantheon/runtime'
import { type CatalogueDeps, createCatalogue } from './catalogue.service.ts'

const hour = 3_600_000

/** The catalogue with its search index and its images. */
export const createCatalogueModule = (deps: CatalogueDeps) => {
  const catalogue = createCatalogue(deps)
  return {
    services: { catalogue },
    // During a rolling deploy, servers of an older version write products without the terms of the current index.
    schedules: [
      { name: 'catalogue.index', every: hour, run: catalogue.index },
      { name: 'catalogue.sweep-images', every: hour, run: catalogue.sweepImages },
    ],
    startWork: catalogue.index,
  } satisfies Module
}
