export { type Answer, type Caller, type RestMethod, refusalOf, type SignedInCaller } from './caller.ts'
export { courseInput, courseProduct, testCard } from './goods.ts'
export { type Fault, shaky } from './shaky-provider.ts'
export { type World, type WorldOptions, world } from './world.ts'
