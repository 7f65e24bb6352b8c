import { z } from 'zod'
import en from './material/en.json' with { type: 'json' }
import ja from './material/ja.json' with { type: 'json' }

const texts = z.array(z.string()).min(1).readonly()
const byDifficulty = <T extends z.ZodType>(value: T) => z.object({ beginner: value, intermediate: value, advanced: value })

/**
 * The text of one lesson. `{topic}` and `{audience}` are filled in when a course is composed.
 * `points` are true and `myth` is false in any context, so that questions can be generated from them.
 */
const Theme = z.object({
  /** How other lessons refer to this one; no slots. */
  name: z.string(),
  title: z.string(),
  idea: z.tuple([z.string(), z.string()]).readonly(),
  example: z.string(),
  task: z.string(),
  steps: z.tuple([z.string(), z.string(), z.string()]).readonly(),
  points: z.tuple([z.string(), z.string(), z.string()]).readonly(),
  myth: z.string(),
  question: z.object({ prompt: z.string(), right: z.string(), wrong: z.tuple([z.string(), z.string(), z.string()]).readonly(), why: z.string() }),
})
export type Theme = z.infer<typeof Theme>

/** The heading of a week that begins with the first or second lesson of a pair of themes. */
const WeekHeading = z.object({ title: z.string(), summary: z.string() })

/** The text between the themes. Slots are named in braces; lists are cycled so that neighbours differ. */
const Phrases = z.object({
  courseTitle: z.string(),
  singleWeekTitle: z.string(),
  description: z.string(),
  difficulty: byDifficulty(z.string()),
  objectives: texts,
  closingObjective: byDifficulty(z.string()),
  firstOpening: texts,
  openings: texts,
  ideaHeadings: texts,
  exampleHeadings: texts,
  noteHeadings: texts,
  exerciseHeadings: texts,
  notes: byDifficulty(texts),
  angles: z
    .array(z.object({ heading: z.string(), text: z.string() }))
    .min(1)
    .readonly(),
  wish: z.object({
    heading: z.string(),
    quote: z.string(),
    shorter: z.string(),
    simpler: z.string(),
    examples: z.string(),
    practice: z.string(),
    deeper: z.string(),
    other: z.string(),
  }),
  time: z.string(),
  assessmentTitle: z.string(),
  mythPrompt: z.string(),
  mythExplanation: z.string(),
  supportPrompt: z.string(),
  supportExplanation: z.string(),
  /** Used for a topic or an audience without readable characters. */
  nameless: z.object({ topic: z.string(), audience: z.string() }),
  nameQuotes: z.tuple([z.string(), z.string()]).readonly(),
})
export type Phrases = z.infer<typeof Phrases>

const Material = z.object({
  /** In teaching order: foundations, practice, judgement, own project. */
  themes: z.array(Theme).min(1).readonly(),
  /** One for every two themes. */
  weeks: z.array(WeekHeading).min(1).readonly(),
  phrases: Phrases,
})
export type Material = z.infer<typeof Material>

/** The texts of the offline composer, by language. Throws when a data file does not match the schema. */
export const materials = { en: Material.parse(en), ja: Material.parse(ja) } as const
