/**
 * One lesson's worth of text. `{topic}` and `{audience}` are filled in when a course is composed.
 * `points` are true and `myth` is false wherever the lesson stands, so questions can be made of them.
 */
export interface Theme {
  /** How other lessons refer to this one; no slots. */
  name: string
  title: string
  idea: readonly [string, string]
  example: string
  task: string
  steps: readonly [string, string, string]
  points: readonly [string, string, string]
  myth: string
  question: { prompt: string; right: string; wrong: readonly [string, string, string]; why: string }
}

/** A week that begins with the first or second lesson of a pair of themes takes this heading. */
export interface WeekHeading {
  title: string
  summary: string
}

/** Everything between the themes. Slots are named in braces; lists are walked so that neighbours differ. */
export interface Phrases {
  courseTitle: string
  singleWeekTitle: string
  description: string
  difficulty: { beginner: string; intermediate: string; advanced: string }
  objectives: readonly string[]
  closingObjective: { beginner: string; intermediate: string; advanced: string }
  firstOpening: readonly string[]
  openings: readonly string[]
  ideaHeadings: readonly string[]
  exampleHeadings: readonly string[]
  noteHeadings: readonly string[]
  exerciseHeadings: readonly string[]
  notes: { beginner: readonly string[]; intermediate: readonly string[]; advanced: readonly string[] }
  angles: readonly { heading: string; text: string }[]
  wish: {
    heading: string
    quote: string
    shorter: string
    simpler: string
    examples: string
    practice: string
    deeper: string
    other: string
  }
  time: string
  assessmentTitle: string
  mythPrompt: string
  mythExplanation: string
  supportPrompt: string
  supportExplanation: string
  /** What stands for a topic or an audience of which nothing readable is left. */
  nameless: { topic: string; audience: string }
  nameQuotes: readonly [string, string]
}

export interface Material {
  /** In the order they are taught: foundations, practice, judgement, own project. */
  themes: readonly Theme[]
  /** One for every two themes. */
  weeks: readonly WeekHeading[]
  phrases: Phrases
}
