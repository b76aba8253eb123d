/** Words of the page, each in one sentence. */
export const GLOSSARY: readonly (readonly [term: string, words: string])[] = [
  ['Agent', 'One who acts and learns: a network, its weights and its hyperparameters.'],
  ['Population', 'The agents that are alive together.'],
  [
    'Generation',
    'One round of training, evaluation, selection and mutation. Counted from 1: the founders are generation 1, and a run that ends with generation 15 has had 15.',
  ],
  [
    'Fitness',
    'The mean return of an agent over its evaluation episodes in one generation. Selection goes by it.',
  ],
  ['Return', 'The sum of rewards of one episode.'],
  ['Episode', 'From the start of a task to its end, or until time runs out.'],
  ['Step', 'One action in an environment and what follows from it.'],
  ['Update', 'One change of the weights by learning.'],
  ['Tournament', 'A few agents drawn at random; the fittest becomes a parent.'],
  [
    'Best of the generation',
    'The agent with the highest fitness of one generation. Fitness comes from few episodes, so it may have been lucky.',
  ],
  [
    'Champion',
    'The one agent of a run that won on fresh episodes: the best of a generation challenges if it looks better, both play the same ones, and the higher mean holds the title.',
  ],
  ['Elite', 'The best of the generation, passed on to the next under its own number.'],
  ['Mutation', 'A change made to a child: of its network, weights, activation or hyperparameters.'],
  ['Architecture', 'How many layers a network has and how wide they are.'],
  [
    'Hyperparameter',
    'A setting of learning, such as the learning rate, that evolution may change.',
  ],
  ['Lineage', 'The line from a founder to an agent, parent by parent.'],
  ['Survivor', 'An agent that has descendants in the last generation.'],
  [
    'Diverged',
    'An agent whose numbers have become infinite or undefined; it loses every tournament.',
  ],
  [
    'Reward',
    'What an agent is told of how well it did: after each step of a task or, in the strategy lab, after each interval.',
  ],
  [
    'Q-value',
    'The reward, now and later, that an agent expects if it takes a choice. By value it takes the one with the highest.',
  ],
  [
    'Exploration',
    'Taking what does not promise most, to learn of it: by chance, in a share ε of the decisions, or because little is known of it. The opposite is exploitation.',
  ],
  [
    'Feature',
    'One number of what a team of agents sees: of how well a classifier does, how its training goes, or what its images are like.',
  ],
  ['Seed', 'The number from which all chance of a run is drawn.'],
  ['Device', 'What computes: WebAssembly (exact everywhere) or the graphics card.'],
];
