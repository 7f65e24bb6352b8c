import type { Theme } from '../material.ts'

export const practice: readonly Theme[] = [
  {
    name: 'Small, deliberate practice',
    title: 'Practising {topic} in small pieces',
    idea: [
      'Doing a thing often is not the same as practising it. Practice takes one part of {topic} that you cannot do yet, makes it small enough to repeat ten times, and gives you an answer after every try.',
      'The right piece feels slightly too hard. If all ten tries succeed, make it harder; if none do, cut it in half. Twenty minutes at that edge, three times a week, change more than a long and comfortable Sunday.',
    ],
    example:
      'Somebody from {audience} who always stumbles at the same place in {topic} need not repeat the whole from the start. They lift out that one minute, do it ten times with a small variation, and put it back. The whole gets better because its weakest minute did.',
    task: 'Design one drill for yourself and run it three times this week.',
    steps: [
      'Name the smallest part of {topic} at which you regularly stumble.',
      'Make a drill of it that takes at most two minutes and shows at once whether it worked.',
      'Do ten tries, note how many succeeded, and adjust the difficulty.',
    ],
    points: [
      'Practice repeats one part that you cannot do yet.',
      'A good drill tells you at once whether the try worked.',
      'Difficulty is right when some tries succeed and some fail.',
    ],
    myth: 'Repeating what you already do well is the most useful practice.',
    question: {
      prompt: 'All ten tries of your drill succeeded. What follows?',
      right: 'The drill has become too easy and should be made harder.',
      wrong: ['You have finished learning the subject.', 'The drill should be repeated unchanged for a month.', 'The way of counting must be wrong.'],
      why: 'Practice works at the edge, where some tries fail.',
    },
  },
  {
    name: 'Working with a checklist',
    title: 'A checklist for {topic} that people actually use',
    idea: [
      'Most slips in {topic} are not gaps in knowledge. Somebody knew the step and forgot it on a busy day. A checklist catches precisely these slips, provided it is short enough to be used when time is short.',
      'A good list has five to nine lines, each a question that can be answered yes or no. It names the step people forget, not the step nobody could miss. And it has a fixed moment: before starting, before handing over, before leaving.',
    ],
    example:
      'For {audience}, a list might be read at the moment a piece of work leaves their hands. “Has one other person seen it? Is the date right? Do I know who will answer questions?” Three questions, fifteen seconds, and the embarrassing evening call does not come.',
    task: 'Write a checklist from your own slips.',
    steps: [
      'Recall the last five slips you made or saw in {topic}.',
      'Write one yes-or-no question for each that would have caught it.',
      'Use the list twice, then strike out every line that never helped.',
    ],
    points: [
      'A checklist catches known steps that were forgotten.',
      'Each line is a question with yes or no as its answer.',
      'A list is tied to a fixed moment in the work.',
    ],
    myth: 'The longer a checklist is, the safer the work becomes.',
    question: {
      prompt: 'Which line belongs on a good checklist?',
      right: 'Has somebody else tried the result once?',
      wrong: ['Do good work.', 'Think about quality in general.', 'Remember everything that matters.'],
      why: 'It can be answered yes or no at a certain moment; the others cannot.',
    },
  },
  {
    name: 'Imitate, then vary',
    title: 'Learning {topic} from good models',
    idea: [
      'Copying has a bad name, yet it is how most craft is learned. Rebuild a good piece of {topic} as closely as you can, and your hands meet problems that your eyes passed over. Imitation is reading at the slowest possible speed.',
      'Then vary. Change one condition, such as the purpose, the size or the reader, and see what else must change with it. What survives the variation is principle; what does not was circumstance. Say clearly, of course, whose work you started from.',
    ],
    example:
      'Choose a model that {audience} already admire and rebuild a tenth of it. Next, imagine that it has to serve somebody quite different: less time, other habits, a smaller budget. The parts you must rewrite show what its maker had quietly assumed.',
    task: 'Rebuild a small model and bring out its assumptions.',
    steps: [
      'Choose a model in {topic} whose quality you can explain in one sentence.',
      'Rebuild a small part without looking, then compare.',
      'Change one condition and list everything that had to change with it.',
    ],
    points: [
      'Imitating closely makes you meet problems that reading hides.',
      'Varying one condition separates principle from circumstance.',
      'Whoever builds on a model says so.',
    ],
    myth: 'Studying models closely makes it impossible to develop a style of your own.',
    question: {
      prompt: 'You change the reader of a model and half of it still works unchanged. What have you learned about that half?',
      right: 'It does not depend on who the reader is.',
      wrong: ['It was written by somebody else.', 'It is the half with mistakes.', 'It can be left out.'],
      why: 'What survives a changed condition does not rest on that condition.',
    },
  },
  {
    name: 'Asking for feedback',
    title: 'Feedback that makes you better at {topic}',
    idea: [
      '“What do you think?” brings politeness. “Where did you hesitate?” brings information. Feedback on your work in {topic} depends far more on your question than on the other person’s talent.',
      'Ask early, when change is still cheap, and ask about one thing. Then listen without defending: a reader who misunderstood is not wrong about having misunderstood. Thank them, wait a day, and decide for yourself what to change.',
    ],
    example:
      'Give an early version to one person from {audience} and one outsider. Ask both: “At which point did you first feel unsure?” If both name the same place, change it. If they name different ones, you have learned that your two kinds of readers need different things.',
    task: 'Get two useful answers this week.',
    steps: [
      'Choose something of yours in {topic} that is half finished.',
      'Ask two people one precise question about it and write down their words.',
      'After a day, decide on one change, and tell both what it was.',
    ],
    points: [
      'A precise question brings better feedback than a general one.',
      'Early feedback is cheaper to act on.',
      'You decide what to change, after listening without defending.',
    ],
    myth: 'Feedback is best asked for when the work is completely finished.',
    question: {
      prompt: 'Which request will most likely bring useful feedback?',
      right: 'Please tell me at which sentence you first felt unsure.',
      wrong: ['Please tell me that it is good.', 'What do you think of everything?', 'Is it better than the work of the others?'],
      why: 'It asks for one observation that the reader can really make.',
    },
  },
  {
    name: 'Finding the cause',
    title: 'When something in {topic} goes wrong',
    idea: [
      'When work in {topic} fails, the first explanation is usually the most recent change, or the most annoying colleague. Sometimes that is even true. A calm search is quicker than a lucky guess, because it ends.',
      'Describe the difference between what you expected and what you saw, in one sentence without a cause in it. Then cut the possibilities in half: is it still wrong if this whole part is left out? Each such question halves the search.',
    ],
    example:
      'Something that {audience} rely on stops working on a Monday. Instead of trying five remedies at once, one person asks what is the same as on Friday. Two of the four parts are unchanged and tested, which leaves two. One more question, and there is a culprit instead of a quarrel.',
    task: 'Search for a cause on paper before you touch anything.',
    steps: [
      'Take a recent failure in {topic} and describe expectation and observation in one sentence.',
      'List the parts involved and find a question that rules out about half of them.',
      'Repeat until one part is left, and say how you would prove it guilty.',
    ],
    points: [
      'Describe the difference first, without naming a cause.',
      'A good question rules out about half of the possibilities.',
      'A suspected cause still has to be proved.',
    ],
    myth: 'Trying several remedies at once is the surest way to find a cause.',
    question: {
      prompt: 'Eight parts could be the cause. Which question helps most?',
      right: 'One whose answer rules out four of them.',
      wrong: ['One that confirms your first suspicion.', 'One that concerns the newest part only.', 'One that asks who was responsible.'],
      why: 'Halving eight leaves four, then two, then one: three questions are enough.',
    },
  },
  {
    name: 'Working within limits',
    title: '{topic} with little time and little money',
    idea: [
      'Real work in {topic} never has all the time, money and quiet that it deserves. Limits are not the enemy of good work, though. They force the question that matters most: what would be missed if it were not there?',
      'Plan from the limit, not towards it. Fix the time first, then choose what fits and put the rest on a list called “not now”. A smaller thing that is finished and looked over beats a larger one that is nearly done.',
    ],
    example:
      'Suppose {audience} have one afternoon instead of three days. They keep the part that somebody waits for, do it at full care, and leave two others visibly empty with a note. Nobody is deceived, the important thing is sound, and the next afternoon has a plan.',
    task: 'Do one piece of work in half the usual time.',
    steps: [
      'Choose a task in {topic} whose usual length you know, and halve the time.',
      'Decide beforehand what is dropped, and write it on the “not now” list.',
      'Finish on time, then note what was missed and what was not.',
    ],
    points: [
      'Fix the limit first and choose what fits inside it.',
      'A smaller finished result beats a larger unfinished one.',
      'What was left out is said openly.',
    ],
    myth: 'When time is short, every part should be done at half the usual care.',
    question: {
      prompt: 'Half of the planned time is gone before you begin. What is the best plan?',
      right: 'Do the part somebody waits for with full care, and say what is left out.',
      wrong: ['Do everything, but check nothing.', 'Start with the easiest parts and see how far you get.', 'Hide the gaps, so that it looks complete.'],
      why: 'It keeps the most valuable part sound and deceives nobody.',
    },
  },
  {
    name: 'Explaining it to others',
    title: 'Explaining {topic} so that others can use it',
    idea: [
      'You will seldom do {topic} entirely alone. Somebody asks, pays, helps or takes over. An explanation that lets this person act is part of the work, and it is the quickest test of your own understanding.',
      'Start with what they want to do, then give the one idea they need for it, then an example. Leave out how you came to know it. If they can do the next step without you, the explanation was good, however plain it sounded.',
    ],
    example:
      'Try it with one person from {audience} and one child of twelve, in two minutes each. With the child you drop every borrowed word; with the other you drop everything already known. The two versions usually share one sentence. That sentence is what you understand.',
    task: 'Prepare an explanation of two minutes.',
    steps: [
      'Choose one idea from {topic} that somebody near you could use tomorrow.',
      'Write it in six sentences: aim, idea, example, near miss, next step, question.',
      'Tell it without notes, and watch what the listener does next.',
    ],
    points: [
      'An explanation is good when the listener can take the next step.',
      'Begin with what the listener wants to do.',
      'Explaining shows gaps in your own understanding.',
    ],
    myth: 'An explanation is good when it sounds difficult.',
    question: {
      prompt: 'How do you find out whether your explanation worked?',
      right: 'You watch whether the listener can take the next step alone.',
      wrong: ['You ask whether it was interesting.', 'You count the technical terms in it.', 'You check whether the listener nodded.'],
      why: 'Nodding is polite; doing the next step is evidence.',
    },
  },
  {
    name: 'Measuring progress',
    title: 'How to see that you get better at {topic}',
    idea: [
      'Progress in {topic} is slow from day to day and obvious from month to month. Without a record you notice only the bad days. One or two simple numbers, noted honestly, keep courage and truth together.',
      'Choose a measure close to your purpose: tries that succeeded, corrections needed, minutes until a usable result. Beware of a number that rises while nothing improves. When you find yourself working for the number, change the number.',
    ],
    example:
      'A group of {audience} first counted hours spent. The hours rose; the results did not. Then they counted how often a result could be used without correction, and that figure moved only when they truly improved. They kept the second and dropped the first.',
    task: 'Set up a record that takes one minute a week.',
    steps: [
      'Write two measures for your purpose in {topic}, one of quality and one of effort.',
      'Note today’s value of both, even if it is an estimate, and say so.',
      'Put a weekly date in your calendar, and a question: does the number still mean what I wanted?',
    ],
    points: [
      'A measure should stand close to the purpose.',
      'A number that rises while nothing improves must be replaced.',
      'A simple record kept regularly beats a detailed one given up.',
    ],
    myth: 'Hours spent are the best measure of progress.',
    question: {
      prompt: 'The number you track rises, but the results are no better. What does that tell you?',
      right: 'The number measures something other than your purpose.',
      wrong: ['The results will follow by themselves.', 'The purpose should be forgotten.', 'You should track the number daily.'],
      why: 'A measure is useful only while it moves together with what you want.',
    },
  },
]
