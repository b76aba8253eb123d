import type {
  AdditiveSettings,
  BanditSettings,
  ControllerSettings,
  DqnSettings,
} from '#core/strategy/controller-settings.ts';

interface ControllerPreset {
  readonly id: string;
  readonly label: string;
  /** Description and source, a sentence. */
  readonly source: string;
  readonly settings: ControllerSettings;
}

const CODE: BanditSettings = {
  kind: 'bandits',
  rule: 'sampleAverage',
  order: 'independent',
  exploration: { start: 0.1, end: 0.1, over: 1, ladder: 0 },
  discount: 1,
  optimism: 0,
  lowest: 0,
  highest: 100,
  sharedIndex: true,
  hold: 1,
  switchCost: 0,
};

/** Rewards of the paper's kind mostly lie between these. */
const BOUNDED = { lowest: -2, highest: 4, sharedIndex: false } as const;

const ADDITIVE: AdditiveSettings = {
  kind: 'additive',
  phases: 4,
  order: 'independent',
  warmUp: 2,
  noise: 0.5,
};

/** Settings of the paper's networks; where it gives none, usual ones. */
const PAPER: DqnSettings = {
  kind: 'dqn',
  mixing: 'independent',
  sharing: { state: true, minibatch: true, reward: true },
  hidden: [128, 128],
  layerNorm: false,
  dueling: false,
  double: false,
  huber: false,
  discount: 0.9,
  steps: 1,
  learningRate: 1e-3,
  batch: 32,
  // The paper's 50 000 would never fill. Its target network, copied every 1000 updates, would never change, and one that
  // changes no more than once in a run leaves returns without a future: here it is copied every other interval.
  capacity: 10_000,
  warmUp: 8,
  updates: 8,
  target: { kind: 'hard', every: 16 },
  exploration: { start: 1, end: 0.1, over: 0.6, ladder: 0 },
  hold: 1,
  switchCost: 0,
};

const HELD: DqnSettings = {
  ...PAPER,
  hidden: [64, 64],
  layerNorm: true,
  dueling: true,
  double: true,
  huber: true,
  steps: 5,
  batch: 64,
  warmUp: 64,
  target: { kind: 'soft', share: 0.01 },
  exploration: { start: 1, end: 0.1, over: 0.5, ladder: 1 },
  hold: 3,
  switchCost: 0.05,
};

/** Controllers to choose from. */
export const CONTROLLER_PRESETS: readonly ControllerPreset[] = [
  {
    id: 'random',
    label: 'Random switching',
    source: 'Every seat draws anew in every interval: whoever learns must beat it.',
    settings: { kind: 'random', every: 1 },
  },
  {
    id: 'bandits-code',
    label: 'Published code',
    source:
      'Four ε-greedy bandits, all learning under the optimizer’s number, as MAT-Agent’s published code has it.',
    settings: CODE,
  },
  {
    id: 'bandits-average',
    label: 'Sample averages',
    source: 'Four ε-greedy bandits, each learning of its own choices.',
    settings: { ...CODE, sharedIndex: false },
  },
  {
    id: 'bandits-ucb',
    label: 'Discounted UCB',
    source: 'Takes what may be best, and forgets (Garivier and Moulines 2011).',
    settings: { ...CODE, ...BOUNDED, rule: 'discountedUcb', discount: 0.9, optimism: 0.6 },
  },
  {
    id: 'bandits-thompson',
    label: 'Discounted Thompson',
    source: 'Draws what each choice may be worth, and forgets (Qi et al. 2023).',
    settings: { ...CODE, ...BOUNDED, rule: 'discountedThompson', discount: 0.9, hold: 3 },
  },
  {
    id: 'bandits-exp3',
    label: 'EXP3',
    source: 'Draws by weights, whatever rewards do (Auer et al. 2002).',
    settings: { ...CODE, ...BOUNDED, rule: 'exp3', optimism: 0.2 },
  },
  {
    id: 'additive',
    label: 'Additive Monte Carlo',
    source:
      'Learns from whole runs what each choice adds in each of four phases, and holds it throughout.',
    settings: ADDITIVE,
  },
  {
    id: 'additive-pairs',
    label: 'Additive, in order',
    source: 'The same, and what a choice adds beside that of the seat before.',
    settings: { ...ADDITIVE, order: 'sequential' },
  },
  {
    id: 'dqn-paper',
    label: 'DQN, paper',
    source:
      'Four networks that learn by themselves and decide in every interval (MAT-Agent, section 3).',
    settings: PAPER,
  },
  {
    id: 'dqn-held',
    label: 'DQN, held',
    source: 'Choices stand for three intervals at least, and returns reach over five.',
    settings: HELD,
  },
  {
    id: 'dqn-apart',
    label: 'DQN, each apart',
    source:
      'As held, but nothing is shared: each seat sees performance alone, draws its own experiences, and is rewarded for what is its own business.',
    settings: { ...HELD, sharing: { state: false, minibatch: false, reward: false } },
  },
  {
    id: 'dqn-own-state',
    label: 'DQN, own states',
    source: 'As held, but each seat sees performance and its own last choice alone.',
    settings: { ...HELD, sharing: { ...HELD.sharing, state: false } },
  },
  {
    id: 'dqn-own-replay',
    label: 'DQN, own replay',
    source: 'As held, but each seat draws its own experiences to learn from.',
    settings: { ...HELD, sharing: { ...HELD.sharing, minibatch: false } },
  },
  {
    id: 'dqn-own-reward',
    label: 'DQN, own rewards',
    source: 'As held, but each seat is rewarded for what is its own business.',
    settings: { ...HELD, sharing: { ...HELD.sharing, reward: false } },
  },
  {
    id: 'dqn-vdn',
    label: 'DQN, as a sum',
    source: 'The four learn together that their values add up (VDN; Sunehag et al. 2018).',
    settings: { ...HELD, mixing: 'vdn' },
  },
  {
    id: 'dqn-order',
    label: 'DQN, in order',
    source: 'Each seat sees what those before it have chosen (Metz et al. 2017).',
    settings: { ...HELD, mixing: 'sequential' },
  },
];

/** Experiences before a controller begins to learn, where it waits for any, and the intervals that each of them reaches over. */
export const warmUpOf = (
  settings: ControllerSettings,
): { readonly warmUp?: number; readonly reach?: number } => {
  if (settings.kind !== 'dqn') return {};
  const { warmUp, steps } = settings;
  return { warmUp, ...(steps !== null && { reach: steps }) };
};

/** Settings of a controller to choose from. Throws a RangeError where there is none of that id. */
export function controllerSettings(id: string): ControllerSettings {
  const preset = CONTROLLER_PRESETS.find((each) => each.id === id);
  if (!preset) throw new RangeError(`there is no controller '${id}'`);
  return preset.settings;
}
