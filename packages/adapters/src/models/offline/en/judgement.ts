import type { Theme } from '../material.ts'

export const judgement: readonly Theme[] = [
  {
    name: 'Weighing alternatives',
    title: 'Choosing between ways of doing {topic}',
    idea: [
      'There is hardly ever one right way in {topic}. There are ways that are cheap now and costly later, quick but hard to undo, elegant and understood by one person. Judgement means seeing the price of each before paying it.',
      'Compare at least three options, one of them “do nothing”. Judge them by the same few criteria, and write the criteria down before you look at the options; otherwise the favourite writes them for you. Prefer what can be undone.',
    ],
    example:
      'For {audience}, a fair comparison fits on half a page: three options as columns, four criteria as rows, a word in each box instead of a mark. Often no column wins, but one box stands out that nobody is willing to accept. That settles it.',
    task: 'Make one decision in writing.',
    steps: [
      'Choose an open question in {topic} and write four criteria for a good answer.',
      'Put three options beside one another, including doing nothing.',
      'Decide, and note what would make you change your mind.',
    ],
    points: [
      'Criteria are written down before the options are compared.',
      'Doing nothing is an option with a price of its own.',
      'Between similar options, take the one that can be undone.',
    ],
    myth: 'Criteria are best chosen after a favourite has emerged.',
    question: {
      prompt: 'Two options are about equally good. Which one do you take?',
      right: 'The one that can be undone more easily.',
      wrong: ['The one that was named first.', 'The one that looks more advanced.', 'Neither, until they differ clearly.'],
      why: 'If the choice proves wrong, the reversible one costs least.',
    },
  },
  {
    name: 'Judging sources',
    title: 'Whom to believe about {topic}',
    idea: [
      'A search on {topic} brings more advice than anybody can read, and confidence is spread evenly over the true and the false. The skill is not to read everything but to know quickly what a source can know.',
      'Ask three questions. How would the author know? What does the author gain if I believe it? What would show it to be wrong? A source that answers the third by itself deserves attention, even when you dislike its answer.',
    ],
    example:
      'Three texts reach {audience} in one week: a seller’s brochure, a report by somebody who failed, and a summary without an author. The report of failure is the shortest and the least polished. It is also the only one in which the writer lost something by being honest.',
    task: 'Examine three sources that you already rely on.',
    steps: [
      'List three sources from which you learned about {topic}.',
      'Answer the three questions for each in a line.',
      'Check one claim against a source that does not depend on the first.',
    ],
    points: [
      'Ask how the author could know what is claimed.',
      'An author’s interest is a reason to check, not proof of a lie.',
      'Two sources count as two only if neither copied from the other.',
    ],
    myth: 'The more confident a source sounds, the more reliable it is.',
    question: {
      prompt: 'Five pages repeat the same claim and all cite the same report. How many independent sources are these?',
      right: 'One.',
      wrong: ['Five.', 'Six.', 'As many as you have read.'],
      why: 'Repetition adds no evidence; everything rests on the one report.',
    },
  },
  {
    name: 'Risk and responsibility',
    title: 'Doing {topic} responsibly',
    idea: [
      'Work in {topic} touches people who were not asked. Some gain, some carry the risk, and they are not always the same. Looking at this early is not a brake. It is cheaper than an apology, and better.',
      'Go through three circles: yourself, the people who use the result, and the people who merely happen to be affected. For each, ask what could go wrong, how bad it would be and whether it could be put right. Begin with what cannot.',
    ],
    example:
      'Before starting, a few {audience} spent ten minutes on the outermost circle. They found one person whose name and habits would have become visible to strangers. One sentence removed the problem. A week later it would have needed a meeting, and a month later a lawyer.',
    task: 'Draw the three circles for something you plan.',
    steps: [
      'Write down a plan in {topic} and everybody it touches.',
      'For each circle, note the worst plausible outcome.',
      'Change the plan so that one harm that cannot be put right becomes impossible.',
    ],
    points: [
      'People who were never asked can be affected.',
      'Harm that cannot be put right comes first.',
      'Risks are cheapest to remove before the work begins.',
    ],
    myth: 'Risks can safely be considered once the work is finished.',
    question: {
      prompt: 'Which risk do you deal with first?',
      right: 'The one whose damage could never be put right.',
      wrong: ['The one that is easiest to describe.', 'The one that affects only yourself.', 'The one that was mentioned most often.'],
      why: 'What can be repaired leaves you a second chance; what cannot does not.',
    },
  },
  {
    name: 'Knowing the limits',
    title: 'When {topic} is the wrong answer',
    idea: [
      'Whoever has learned {topic} begins to see occasions for it everywhere. That is natural, and now and then it is wrong. Knowing where a method stops is a mark of mastery that no certificate shows.',
      'Look for three signs: the effort is greater than the trouble, the conditions that the method needs are missing, or a simpler way has not been tried. Any of them is reason enough to put the method down and say so.',
    ],
    example:
      'One of {audience} was asked for a thorough solution and first spent a quarter of an hour watching how the trouble arose. A note on a door would do. Nothing in {topic} was needed that day, and the trust won by saying so was worth more than the work.',
    task: 'Look for the border with honest cases.',
    steps: [
      'Find one case in which {topic} was used and should not have been.',
      'Name the sign that could have been seen beforehand.',
      'Write a sentence with which you would politely advise against it.',
    ],
    points: [
      'A method stops where its conditions are missing.',
      'A simpler way should be tried first.',
      'Advising against your own method can be the best service.',
    ],
    myth: 'A good method can be used for every problem.',
    question: {
      prompt: 'The trouble costs ten minutes a year; the remedy would take a week. What do you advise?',
      right: 'Leave it as it is, and say why.',
      wrong: ['Do it anyway, for practice, without saying so.', 'Look for a larger remedy.', 'Wait until the trouble grows.'],
      why: 'The effort is far greater than the trouble, which is one of the three signs.',
    },
  },
]
