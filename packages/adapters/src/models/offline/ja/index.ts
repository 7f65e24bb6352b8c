import type { Material } from '../material.ts'
import { foundations } from './foundations.ts'
import { judgement } from './judgement.ts'
import { phrases, weeks } from './phrases.ts'
import { practice } from './practice.ts'
import { project } from './project.ts'

export const japanese: Material = { themes: [...foundations, ...practice, ...judgement, ...project], weeks, phrases }
