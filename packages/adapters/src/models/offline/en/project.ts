import type { Theme } from '../material.ts'

export const project: readonly Theme[] = [
  {
    name: 'Choosing a project',
    title: 'Your own project in {topic}: choosing it',
    idea: [
      'From here on, the course is yours. A project turns what you know about {topic} into something that exists. The choice decides more than diligence later: too large, and it is never finished; too safe, and nothing is learned.',
      'Look for three things together: somebody who would use the result, a part you can do already, and one part you cannot do yet. One unknown is exciting. Three unknowns are an accident that has been put on the calendar.',
    ],
    example:
      'Think of {audience} and of one person you can reach by telephone. What would this person use next month if it existed? Choose the smallest version that would still be used. If you cannot name the person, the idea is not yet a project.',
    task: 'Choose, and write the choice down.',
    steps: [
      'Write three ideas for a project in {topic}, each in one sentence.',
      'For each, name the user, the known part and the one unknown.',
      'Choose one, and tell the user when you will show something.',
    ],
    points: [
      'A project needs somebody who would use the result.',
      'One unknown part is enough for a first project.',
      'The smallest version that would still be used is the right size.',
    ],
    myth: 'A first project should contain as many new things as possible.',
    question: {
      prompt: 'Which first project is well chosen?',
      right: 'A small result for a known person, with one part you have never done before.',
      wrong: [
        'A large result for everybody, in which all is new.',
        'A result nobody needs, in which all is familiar.',
        'An idea to be decided on when there is time.',
      ],
      why: 'It has a user, a size that can be finished, and exactly one unknown.',
    },
  },
  {
    name: 'Planning in steps',
    title: 'Planning your project in {topic}',
    idea: [
      'A plan is not a promise that all will happen as written. It is a list of results in an order that lets you notice early when you are wrong. For a project in {topic}, five to eight results are plenty.',
      'Put the unknown first. The temptation is to begin with what is pleasant and to leave the hard part for the end, where there is no time for it. And write each step as a thing one can see, not as an activity.',
    ],
    example:
      'Compare “work on the introduction” with “one page that somebody from {audience} has read aloud”. Only the second can be finished. A plan of such lines can be read by another person, who knows at any moment how things stand without asking.',
    task: 'Write a plan that fits on a card.',
    steps: [
      'List five to eight visible results for your project in {topic}.',
      'Move the one with the unknown to the front, and give each a date.',
      'Mark the point at which you would stop or shrink the project.',
    ],
    points: ['A step in a plan is a result one can see.', 'The unknown part comes first.', 'A plan says in advance when to stop or shrink.'],
    myth: 'The hardest part of a plan belongs at the end.',
    question: {
      prompt: 'Which line is a good step in a plan?',
      right: 'One page that another person has read and understood.',
      wrong: ['Work on the main part.', 'Think about the details.', 'Make progress every day.'],
      why: 'One can see whether it is done; the others never end.',
    },
  },
  {
    name: 'Doing and recording',
    title: 'Carrying out your project and keeping a record',
    idea: [
      'Now the plan meets the week. Things take longer, one idea fails, another turns out better than hoped. What holds a project in {topic} together is a short and regular rhythm, with a record that remembers what you will forget.',
      'Keep a log of three lines per session: what I did, what surprised me, what comes next. The second line is the valuable one, because surprises are where your picture of the matter was wrong. The third lets you start without delay tomorrow.',
    ],
    example:
      'Among {audience}, whole evenings are rare and half hours are not. With a last line such as “next: try the second version on one reader”, half an hour is enough. Without it, twenty minutes go into remembering, and the remaining ten into feeling behind.',
    task: 'Carry out the first two results of your plan.',
    steps: [
      'Fix three sessions, and protect them as you would an appointment with a doctor.',
      'Write the three lines at the end of each.',
      'After the second result, show it to the user you chose, and record the reaction.',
    ],
    points: [
      'A short regular rhythm carries a project.',
      'Surprises in the log show where the picture was wrong.',
      'Ending with the next step makes the next start easy.',
    ],
    myth: 'A log only needs to record what went according to plan.',
    question: {
      prompt: 'Which entry in the log is worth most for learning?',
      right: 'What happened differently from what I expected, and my guess why.',
      wrong: ['The exact number of minutes worked.', 'That everything went well.', 'A list of all the tools I opened.'],
      why: 'A surprise marks a place where understanding can grow.',
    },
  },
  {
    name: 'Showing and going on',
    title: 'Showing your work in {topic}, and what comes next',
    idea: [
      'Work that nobody has seen is not finished. Showing it closes the circle that began with a purpose: somebody should be better off, and now you can ask. It also takes courage, which grows with use like any other skill in {topic}.',
      'Tell it in the order of the listener: what was wanted, what there is now, what you would do differently. Then look forward. What has become easy? What do you avoid? The second answer is the title of your next course.',
    ],
    example:
      'Invite two people from {audience} for ten minutes. Five are for the result, three for what went wrong, two for questions. The three minutes on what went wrong are the ones they will remember, and for which they will trust the rest.',
    task: 'Show your project, and decide what follows.',
    steps: [
      'Present it in ten minutes to at least one person who could use it.',
      'Compare the result with your first statement of purpose, line by line.',
      'Write down what you will keep doing in {topic}, what you will drop, and what you will learn next.',
    ],
    points: [
      'A project is finished when somebody has seen it.',
      'Telling what went wrong makes the rest credible.',
      'What you still avoid shows what to learn next.',
    ],
    myth: 'Mistakes should be left out when work is shown.',
    question: {
      prompt: 'How do you tell whether the project reached its aim?',
      right: 'You compare the result with the purpose written down at the start.',
      wrong: ['You count how many pages it has.', 'You ask whether it was hard work.', 'You wait for somebody to praise it.'],
      why: 'Only the purpose says who should be better off, and how it would be noticed.',
    },
  },
]
