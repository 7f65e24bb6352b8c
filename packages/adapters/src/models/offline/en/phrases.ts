import type { Phrases, WeekHeading } from '../material.ts'

export const weeks: readonly WeekHeading[] = [
  { title: 'What {topic} is about', summary: 'You find out what the subject is for and draw a first map of it.' },
  { title: 'Words and first examples in {topic}', summary: 'You gain the words of the field and follow one whole piece of work.' },
  { title: 'Tools and a way of working for {topic}', summary: 'You settle on a few tools and learn the loop that improves every result.' },
  { title: 'Understanding the rules of {topic}', summary: 'You learn why the rules exist and test what seems obvious.' },
  { title: 'First practice in {topic}', summary: 'You practise in small pieces and catch slips before they cost anything.' },
  { title: 'Models and feedback in {topic}', summary: 'You learn from good work and from the people who read yours.' },
  { title: 'Trouble and limits in {topic}', summary: 'You find causes calmly and deliver something sound when time is short.' },
  { title: 'Explaining and measuring in {topic}', summary: 'You make your knowledge usable for others and see your own progress.' },
  { title: 'Choices and sources in {topic}', summary: 'You weigh alternatives openly and know whom to believe.' },
  { title: 'Responsibility and limits in {topic}', summary: 'You see whom the work touches and where the method ends.' },
  { title: 'Your own project in {topic}', summary: 'You choose a project that can be finished and plan it in visible steps.' },
  { title: 'Finishing your project in {topic}', summary: 'You carry the project out, show it, and decide what to learn next.' },
]

export const phrases: Phrases = {
  courseTitle: '{topic}: a course of {weeks} weeks',
  singleWeekTitle: '{topic}: a course of one week',
  description:
    'A course on {topic} at {level} level, made for {audience}. It goes from the foundations through guided practice and sound judgement to a project of your own. Each lesson explains one idea, shows it in a familiar situation and ends with something to do; each week closes with questions that check what was read. The course teaches a way of learning and working; bring your own material on {topic} for the facts of the field.',
  difficulty: { beginner: 'beginner', intermediate: 'intermediate', advanced: 'advanced' },
  objectives: [
    'Say what {topic} is for and who is better off because of it',
    'Practise {topic} in small steps and learn from what happens',
    'Weigh alternatives, sources and risks before deciding',
    'Carry out and present a small project of your own in {topic}',
  ],
  closingObjective: {
    beginner: 'Go on learning without a guide after the first steps',
    intermediate: 'Turn existing experience into habits that hold under pressure',
    advanced: 'Guide other people in {topic} and explain the reasons behind your choices',
  },
  firstOpening: [
    'Welcome. This first lesson asks the question on which the rest of the course stands. You need nothing but paper and an honest answer; the facts about {topic} come later and will have somewhere to go.',
    'Every course has a first step, and this one is deliberately plain. Put your books on {topic} aside for a moment and begin with a question that they seldom ask.',
  ],
  openings: [
    'After {previous}, it is time for the next step. This lesson, {name}, adds one idea that you can put to use in {topic} on the same day.',
    'Keep your notes from {previous} at hand. They are the raw material for this lesson on {name}, and a few of them will look different by the end.',
    'The lesson {previous} left a question open: how does this look in everyday work with {topic}? One answer is found under the heading {name}.',
    'You may have wondered, while working on {previous}, what comes after it. What follows now, {name}, answers part of that and asks something new.',
    'Pause for a moment before you start. What has stayed with you from {previous}? With that in mind, read on about {name} and see where the two meet.',
    'Little of what you did in {previous} will be repeated here. With {name} the view changes, and {topic} shows another of its sides.',
    'Imagine explaining {previous} to a friend in three sentences. If you can, you are ready for {name}; if not, five minutes of reading back are well spent.',
    'There is a reason why {name} comes directly after {previous}: together they are worth more than each alone, as the exercise below will show.',
  ],
  ideaHeadings: ['The idea', 'What it is about', 'The thought behind it', 'In plain words', 'Why it matters'],
  exampleHeadings: ['An example', 'What it looks like', 'A case from practice', 'Seen up close'],
  noteHeadings: ['How far to take it', 'At your level', 'A word on pace', 'What to expect of yourself'],
  exerciseHeadings: ['Exercise', 'Your turn', 'Try it', 'To do this week'],
  notes: {
    beginner: [
      'If {topic} is new to you, do less than you think you should. One honest try at {name} is enough for today. Confusion in the first half hour is normal, and it passes with the second example, not with the tenth explanation.',
      'As a beginner you have one advantage: nothing about {name} is routine for you yet. Write down what seems odd. In a few weeks you will no longer see it, and these notes will help you to help others.',
      'You do not have to remember everything in this lesson. Take one sentence on {name} with you, use it twice before the weekend, and let the rest come back when you need it. Understanding follows use more often than the reverse.',
      'Should a word here be unfamiliar, replace it with a plain one and read on. For {name} the order of the steps matters more than the terms, and the terms settle by themselves once your hands know what they are doing.',
      'Compare yourself with last week, not with experts in {topic}. A slow and complete first attempt at {name} is worth more than a quick one that stops half way, and nobody is keeping the time.',
      'It helps to work on {name} with somebody who is also new to it. Take turns: one does, the other watches and asks. Two beginners notice more than one, and both remember what they had to say aloud.',
    ],
    intermediate: [
      'You have probably met {name} before under another title. The task now is to do on purpose what you have done by feel: say beforehand what you expect, and check afterwards whether it came true.',
      'With some experience in {topic}, the danger is no longer ignorance but habit. Look at the last time {name} played a part in your work, and ask what you did merely because you always do it.',
      'At this stage, try {name} in two different situations instead of one. What stays the same belongs to the matter; what changes belongs to the situation. Telling the two apart is the step from routine to skill.',
      'You can already get results in {topic}; aim now for results that repeat. Do the exercise on {name} twice, a few days apart, and compare. If the second time differs for no clear reason, you have found your next subject.',
      'Look for the place where {name} and your current way of working disagree. Do not smooth it over at once. Write both positions down, try the unfamiliar one for a week, and let the outcome decide.',
      'Use {name} on something that is really on your desk, not on a made-up case. Existing work has loose ends and impatient people, and it is these that show whether a method in {topic} is worth keeping.',
    ],
    advanced: [
      'At an advanced level, the interesting part of {name} is where it fails. Look for a case in {topic} in which following this lesson would do harm, and describe the condition that makes the difference.',
      'You will know most of this. Use {name} to examine your own practice in {topic}: which of your rules could you defend before a sceptical colleague, and which survive only because nobody has asked?',
      'Try to state {name} as a principle, with its assumptions, in three sentences. Then hand it to an experienced person and ask for the weakest point. The argument that follows is the real lesson.',
      'Experience makes the loop faster and the blind spots larger. For {name}, choose a measure that could embarrass you, agree on it with somebody else in advance, and report the result whichever way it turns out.',
      'Consider what {name} means when others depend on you. A method in {topic} that only you can carry out is a risk; write it down so that a capable newcomer could follow it next month, and watch one try.',
      'Go beyond the single case. Collect five instances of {name} from your own work, put them side by side and look for the pattern that none of them shows alone. Expect at least one to contradict your theory.',
    ],
  },
  angles: [
    {
      heading: 'Starting from the opposite',
      text: 'Suppose for a moment that the reverse were true: “{myth}” Follow that thought through your own week with {topic}. Somewhere it leads to a result that you would not accept, and that place is the best argument for this lesson.',
    },
    {
      heading: 'Starting from a question',
      text: 'Before you read on, answer this from the top of your head: “{prompt}” Write your answer down, however rough. At the end of the lesson, return to it and mark what you would now say differently about {topic}.',
    },
    {
      heading: 'Starting from the result',
      text: 'Take the conclusion first this time: “{point}” Everything below is there to support this one sentence. Read with a pencil, and put a mark wherever the text gives you a reason to believe it in your own work with {topic}.',
    },
  ],
  wish: {
    heading: 'What you asked for',
    quote: 'This version was written with your request in mind: “{guidance}”',
    shorter: 'It is kept shorter: the essentials of {name} come first, and the side remarks are gone.',
    simpler: 'In the simplest words, {name} comes down to this: {point} Everything else in the lesson helps you to do that one thing.',
    examples:
      'A further example may help. Picture an ordinary Tuesday among {audience}: somebody acts as if it were true that “{myth}” By the evening the trouble is plain to see. On Wednesday they follow this lesson on {name} instead, and the same hour brings a usable result.',
    practice:
      'Here is more to practise. Repeat the exercise on {name} in three rounds: once alone, once with somebody watching, and once in half the time. After each round, write one sentence on what changed.',
    deeper:
      'To go deeper, ask under which conditions this holds: “{point}” List two assumptions behind it, look for a case in {topic} where one of them breaks, and rewrite the sentence so that it survives the case.',
    other:
      'Carry that request through the lesson as a question of your own. Where the text on {name} answers it, underline the sentence; where it does not, note what is missing and ask somebody experienced in {topic}.',
  },
  time: 'Plan about {minutes} minutes for reading and exercise together.',
  assessmentTitle: 'Check for week {week}: {title}',
  mythPrompt: 'Which of these statements contradicts the lesson “{title}”?',
  mythExplanation: 'The lesson says the opposite; the other three statements are its key points.',
  supportPrompt: 'Which of these statements agrees with the lesson “{title}”?',
  supportExplanation: 'It is one of the key points of the lesson; the other three are misunderstandings that this course clears up.',
  nameless: { topic: 'this subject', audience: 'the readers of this course' },
  nameQuotes: ['“', '”'],
}
