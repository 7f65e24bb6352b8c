import type { Theme } from '../material.ts'

export const foundations: readonly Theme[] = [
  {
    name: 'What it is for',
    title: 'What {topic} is for',
    idea: [
      'Nobody learns {topic} for its own sake at first. There is a question to answer, a thing to make or a trouble to end, and everything else in the subject grew around such needs. Knowing the need gives each later detail a place to hang.',
      'So start from purpose. When you can say who is better off because of good work in {topic}, and how that person would notice, you own a measure that no amount of jargon can replace. You will use it every week of this course.',
    ],
    example:
      'Take one ordinary day in the life of {audience}. Something takes too long, fails, or is left to chance. Write that moment down in two sentences, then add a third: what would be different if {topic} were handled well. That third sentence is a purpose you can check.',
    task: 'Write your own statement of purpose and keep it where you work.',
    steps: [
      'Name one real situation in which you would use {topic} within a month.',
      'Say who benefits and what that person would notice.',
      'Cut the statement to twenty-five words without losing either.',
    ],
    points: [
      'A purpose names a person who is better off and what they would notice.',
      'Details are easier to remember once they serve a stated need.',
      'Your statement of purpose is a measure for later work.',
    ],
    myth: 'It is best to learn every detail first and to ask what it is for at the end.',
    question: {
      prompt: 'Which of these is a purpose that can be checked?',
      right: 'A named person finishes a named task in half the time they need today.',
      wrong: ['Knowing as much as possible.', 'Being up to date with everything that is published.', 'Using the most advanced method available.'],
      why: 'It names who benefits and what would be noticed; the others cannot be observed.',
    },
  },
  {
    name: 'The map of the field',
    title: 'A map of {topic}: its parts and its borders',
    idea: [
      'A field looks endless from the edge. Seen from above, {topic} has a handful of parts, and most questions belong clearly to one of them. A rough map with five to seven regions is enough to stop feeling lost.',
      'Borders matter as much as regions. Decide what does not belong, what you may borrow from neighbours, and what you leave to specialists. A map that shows everything at the same size helps as little as no map at all.',
    ],
    example:
      'A reader from the group “{audience}” might divide {topic} into what must be understood, what must be done by hand, what can be looked up, and what somebody else should do. Four boxes are plain, yet they already show where the first hours are best spent.',
    task: 'Draw your map on one sheet, by hand.',
    steps: [
      'List fifteen words or activities that you connect with {topic}.',
      'Group them into at most seven regions and name each region.',
      'Mark the region you need first and one that you will leave out on purpose.',
    ],
    points: [
      'A map of five to seven regions is enough to begin.',
      'Saying what lies outside is part of the map.',
      'A map is rough at first and is redrawn as you learn.',
    ],
    myth: 'A useful map shows every detail at the same size.',
    question: {
      prompt: 'Why is it useful to write down what you leave out?',
      right: 'Because it protects the time for the regions you need first.',
      wrong: ['Because the parts left out are wrong.', 'Because a map must have an even number of regions.', 'Because nobody will ever need the rest.'],
      why: 'Leaving out is a decision about order and time; it says nothing about the worth of the rest.',
    },
  },
  {
    name: 'The words everyone uses',
    title: 'The working vocabulary of {topic}',
    idea: [
      'Experts in {topic} seem quick partly because one word of theirs stands for a whole paragraph. About twenty such words carry most conversations. Learn those well, and long explanations shrink to a sentence.',
      'A definition that you copied is not yet yours. You own a word when you can give an example, give something that looks similar but is not an example, and say why the difference matters. Those three together take two minutes per word.',
    ],
    example:
      'Imagine that a colleague, also from the circle of {audience}, asks what one of your new words means. You do not read from a page. You point at one case from your shared day, then at a near miss, and the colleague can sort a third case alone. That is the test.',
    task: 'Start a glossary with ten entries and no more.',
    steps: [
      'Collect ten words that came up at least twice while you read about {topic}.',
      'Give each one an example, a near miss and the reason for the difference.',
      'Explain three of them aloud to somebody, without notes.',
    ],
    points: [
      'About twenty words carry most conversations in a field.',
      'You own a word when you can give an example and a near miss.',
      'Explaining aloud without notes shows what is still missing.',
    ],
    myth: 'Being able to recite a definition proves that you understand the word.',
    question: {
      prompt: 'What does a near miss add to a definition?',
      right: 'It shows where the meaning of the word ends.',
      wrong: ['It makes the definition sound more scientific.', 'It replaces the need for a real example.', 'It shows who used the word first.'],
      why: 'Something that looks similar and is not an example marks the border of the meaning.',
    },
  },
  {
    name: 'One complete example',
    title: '{topic} from beginning to end: one complete example',
    idea: [
      'Before practising single moves, look at one whole piece of work. A complete example shows the order of things, the dull parts that textbooks skip, and the points at which somebody had to decide. In {topic}, those decisions are the real subject.',
      'Choose an example that is small but finished. A small finished piece teaches more than a large fragment, because you see how the end depends on the beginning. Read it slowly and stop at each decision to guess what comes next.',
    ],
    example:
      'For {audience}, a fitting example is one that could be shown in a quarter of an hour: a clear start, three or four visible decisions, and a result that somebody used. Ask the person who made it what they would do differently. The answer is often the best part.',
    task: 'Take one finished example apart and put it together again on paper.',
    steps: [
      'Find a finished piece of work in {topic} that fits on one page or into ten minutes.',
      'Mark each point at which its maker could have chosen otherwise.',
      'For two of those points, write what the other choice would have changed.',
    ],
    points: [
      'A small finished example teaches more than a large fragment.',
      'The decisions inside an example are what is worth studying.',
      'Guessing the next step before reading on makes you notice more.',
    ],
    myth: 'A large unfinished project is the best first example to study.',
    question: {
      prompt: 'You stop reading at a decision and guess what comes next. What is that good for?',
      right: 'A wrong guess shows you exactly what you had not understood.',
      wrong: ['It makes reading faster.', 'It lets you skip the rest of the example.', 'It proves that the maker was mistaken.'],
      why: 'The gap between guess and text points at the thing to learn.',
    },
  },
  {
    name: 'A small set of tools',
    title: 'The few tools {topic} really needs',
    idea: [
      'Tools for {topic} are many, and comparing them feels like progress. It rarely is. Three or four that you know well will carry you further than a dozen that you have merely installed, bought or bookmarked.',
      'Pick tools by the work in front of you: one to make things, one to check them, one to keep what you learned. Write down what each is for. When a new tool tempts you, ask which of these jobs it does better, and how you would notice.',
    ],
    example:
      'Consider somebody among {audience} who has two free hours a week. An hour spent choosing tools is half of that week gone. With a fixed set for one month, the same hour goes into work, and after four weeks there are reasons, not guesses, for replacing something.',
    task: 'Fix your set of tools for the rest of this course.',
    steps: [
      'Name one tool for making, one for checking and one for keeping notes.',
      'Do the same ten-minute task in {topic} twice with them and note what got in the way.',
      'Write the date on which you will allow yourself to change the set.',
    ],
    points: [
      'A few tools known well beat many known slightly.',
      'Each tool in the set has one job that you can name.',
      'A fixed date for reviewing the set keeps tool shopping out of the work.',
    ],
    myth: 'Comparing more tools is the fastest way to make progress.',
    question: {
      prompt: 'A new tool looks tempting in the middle of a task. What is the sensible next step?',
      right: 'Note it, and look at it on the date set for reviewing the tools.',
      wrong: [
        'Switch at once, before old habits settle.',
        'Install it beside the others, to be safe.',
        'Ask which tool is the most popular and take that one.',
      ],
      why: 'The review date lets you decide with experience, and the task is finished meanwhile.',
    },
  },
  {
    name: 'The working loop',
    title: 'The loop behind all work in {topic}',
    idea: [
      'Good work in {topic} moves in a loop: say what you expect, do one thing, look at what happened, adjust. Beginners often run only the second step, again and again, and wonder why nothing improves.',
      'The loop is quick when each round is small. Change one thing at a time; otherwise you cannot tell which change did what. And write the expectation down before you act, because memory politely rewrites it afterwards.',
    ],
    example:
      'Suppose {audience} want a result to be a little more reliable. Round one: “If I prepare this the evening before, I shall need fewer corrections.” They try it once, count the corrections, and keep or drop the habit. Ten minutes of care, and a guess has become knowledge.',
    task: 'Run the loop three times in one sitting.',
    steps: [
      'Choose a tiny task in {topic} that takes under fifteen minutes.',
      'Before each round, write one sentence about what you expect.',
      'After each round, write what happened and the one thing you will change.',
    ],
    points: [
      'The loop is: expect, act, look, adjust.',
      'Changing one thing at a time shows what caused the difference.',
      'An expectation must be written down before acting.',
    ],
    myth: 'Changing several things at once shows most clearly what helps.',
    question: {
      prompt: 'Why is the expectation written down before the work and not after it?',
      right: 'Because we tend to remember having expected whatever happened.',
      wrong: ['Because writing later takes more paper.', 'Because results are secret until the end.', 'Because an expectation must never turn out wrong.'],
      why: 'A note from before cannot be coloured by the result.',
    },
  },
  {
    name: 'Rules and their reasons',
    title: 'The rules of {topic}, and why they exist',
    idea: [
      'Every field hands newcomers a list of rules, and {topic} is no exception. Behind a good rule stands a trouble that somebody once had. Find the trouble, and you know when the rule applies and when it may be bent.',
      'Sort the rules you meet into three piles: those that protect people, those that save effort, and those that are taste. Never bend the first without help; test the second; be relaxed about the third. Mixing the piles causes most quarrels.',
    ],
    example:
      'A team of {audience} argued for a week about one rule. When they asked what it was meant to prevent, the answer was a mistake that their tools had made impossible years ago. They kept a lighter version, wrote the reason beside it, and went back to work.',
    task: 'Find the reasons behind five rules.',
    steps: [
      'Write down five rules of {topic} as you have heard them.',
      'Beside each, write the trouble it prevents; ask somebody if you do not know.',
      'Put each into a pile: protection, effort or taste.',
    ],
    points: [
      'A good rule answers a trouble that somebody really had.',
      'Knowing the reason tells you when a rule applies.',
      'Rules of protection, of effort and of taste deserve different respect.',
    ],
    myth: 'Rules work best when nobody asks for their reasons.',
    question: {
      prompt: 'A rule protects people from harm, and it slows you down today. What do you do?',
      right: 'Keep it, and ask somebody experienced before changing anything.',
      wrong: ['Drop it for today only.', 'Treat it as a matter of taste.', 'Keep it only while somebody is watching.'],
      why: 'Rules that protect people are not bent alone; the other piles leave more freedom.',
    },
  },
  {
    name: 'Common misunderstandings',
    title: 'What people get wrong about {topic}',
    idea: [
      'Some mistakes in {topic} are not accidents. They come from sensible ideas that hold elsewhere and fail here. Because they feel right, nobody looks for them, and they survive years of practice.',
      'To find your own, turn what you believe into predictions. “If this is so, then that should happen.” Where the prediction fails, you have found something better than a fact: a belief that was quietly steering your choices.',
    ],
    example:
      'Ask three people from {audience} to finish the sentence “Good results in {topic} mostly depend on…”. You will hear three confident answers. For each, think of a case that would look strange if it were true. One of the three usually falls at once.',
    task: 'Put three of your own beliefs to the test.',
    steps: [
      'Write three sentences about {topic} that you hold to be obvious.',
      'Turn each into a prediction that could fail within a week.',
      'Check at least one, and write down what you will now do differently.',
    ],
    points: [
      'Stubborn mistakes often come from ideas that are right elsewhere.',
      'A belief can be tested once it makes a prediction.',
      'A failed prediction is worth more than a confirmed habit.',
    ],
    myth: 'What feels obvious needs no testing.',
    question: {
      prompt: 'What turns a belief into something that can be tested?',
      right: 'A prediction that could fail within a known time.',
      wrong: ['The number of people who share it.', 'The length of time it has been held.', 'A confident way of saying it.'],
      why: 'Only a prediction that may fail gives reality a chance to disagree.',
    },
  },
]
