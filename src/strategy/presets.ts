import type { DomainSettings } from '#core/strategy/domain.ts';
import { fixedRow as fixed, handMadeLanes } from '#core/strategy/experiments/parts.ts';
import type { Choices, Seat } from '#core/strategy/seats.ts';
import { WHOLE_STATE } from '#core/strategy/state-settings.ts';
import type { StrategyPreset, TrainedEntry } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig, StrategyRow } from '#core/strategy/strategy-config.ts';
import { type TeamConfig, warmUpInOneRun } from '#core/strategy/team.ts';
import { DOMAINS } from '#datasets/domains.ts';
import { controllerSettings, warmUpOf } from './controllers/presets.ts';
import { AUGMENTATIONS } from './recipes/augmentations.ts';
import { LOSSES } from './recipes/losses.ts';
import { OPTIMIZERS } from './recipes/optimizers.ts';
import { RECIPES } from './recipes/recipe.ts';
import { SCHEDULES } from './recipes/schedules.ts';
import { REWARD_PRESETS } from './reward/presets.ts';
import { SHIPPED_TEAMS } from './trained/shipped-teams.ts';

/** The choices that are offered of each seat unless told otherwise. */
const OFFERED: Readonly<Record<Seat, readonly string[]>> = {
  augmentation: offeredOf(AUGMENTATIONS),
  optimizer: offeredOf(OPTIMIZERS),
  schedule: offeredOf(SCHEDULES),
  loss: offeredOf(LOSSES),
};

function offeredOf(choices: Readonly<Record<string, { readonly isOffered: boolean }>>) {
  return Object.entries(choices).flatMap(([id, { isOffered }]) => (isOffered ? [id] : []));
}

const BASE: Choices = RECIPES.usual;

const switching = (intervals: number): StrategyRow => ({
  name: 'Hand-made switches',
  steering: { kind: 'drawn', lanes: handMadeLanes(BASE, intervals) },
});

const RANDOM: StrategyRow = {
  name: 'Random switching',
  steering: { kind: 'random', every: 1, among: OFFERED },
};

/** A team that sees everything, and is rewarded as the paper has it or, where it is the published code's, as that has it. */
const team = (name: string, controller: string): TeamConfig => ({
  name,
  controller,
  options: OFFERED,
  state: WHOLE_STATE,
  reward: REWARD_PRESETS[controller === 'bandits-code' ? 'code' : 'paper'].settings,
  ...warmUpInOneRun(warmUpOf(controllerSettings(controller))),
});

const steered = (name: string): StrategyRow => ({ name, steering: { kind: 'team', team: name } });

/** A team that comes with the page, as it learned to decide. */
const shippedTeam = ({ name, digest, team: identity }: TrainedEntry): TeamConfig => ({
  name,
  ...identity,
  trained: { name, digest, learns: false },
});

const TRAINING: StrategyConfig['training'] = {
  steps: 480,
  batch: 64,
  interval: 24,
  clip: 5,
  ramp: 10,
  mixing: 'area',
};

const SMALL_VOC: DomainSettings = {
  ...DOMAINS['scenes-voc'].settings,
  images: { train: 1536, validation: 600, test: 1200 },
};

/** Ready-made runs. */
export const STRATEGY_PRESETS: readonly StrategyPreset[] = [
  {
    id: 'eight-recipes',
    title: 'Eight recipes side by side',
    summary:
      'Small classifiers learn the same images under eight recipes: fixed ones, one that switches by hand, and one at random.',
    config: {
      seed: 1,
      data: SMALL_VOC,
      network: { width: 'tiny' },
      training: TRAINING,
      teams: [],
      rows: [
        fixed('Usual', BASE),
        fixed('MAT-Agent’s “Standard”', RECIPES.standard),
        fixed('Tuned', RECIPES.tuned),
        fixed('Class-balanced loss', { ...BASE, loss: 'cb' }),
        fixed('Constant rate', { ...BASE, schedule: 'constant' }),
        fixed('CutMix', { ...BASE, augmentation: 'cutmix' }),
        switching(TRAINING.steps / TRAINING.interval),
        RANDOM,
      ],
    },
  },
  {
    id: 'rare-classes',
    title: 'Who finds the rare classes?',
    summary:
      'The rarest class is 33 times rarer than the most frequent; five losses treat it differently.',
    config: {
      seed: 1,
      data: SMALL_VOC,
      network: { width: 'tiny' },
      training: TRAINING,
      teams: [],
      rows: (['bce', 'focal', 'asl', 'cb', 'db'] as const).map((loss) =>
        fixed(LOSSES[loss].label, { ...BASE, loss }),
      ),
    },
  },
  {
    id: 'four-agents',
    title: 'Four agents take the wheel',
    summary:
      'Four agents choose augmentation, optimizer, schedule and loss in every interval, and learn from what comes of it: by networks, by bandits, beside chance and a recipe that stays.',
    config: {
      seed: 1,
      data: SMALL_VOC,
      network: { width: 'tiny' },
      training: { ...TRAINING, interval: 12 },
      teams: [
        team('Networks, as in the paper', 'dqn-paper'),
        team('Networks that learn as a sum', 'dqn-vdn'),
        team('Bandits', 'bandits-thompson'),
        team('Bandits, as in the published code', 'bandits-code'),
      ],
      rows: [
        fixed('Usual', BASE),
        RANDOM,
        steered('Networks, as in the paper'),
        steered('Networks that learn as a sum'),
        steered('Bandits'),
        steered('Bandits, as in the published code'),
      ],
    },
  },
  {
    id: 'trained-team',
    title: 'A trained team steers',
    summary:
      'A team that learned in 64 earlier runs, and learns no more, beside fixed recipes and chance. On ten seeds that it never saw it was far above random switching and MAT-Agent’s “Standard” (by 30.7 and 16.1 points of mAP), and could not be told from a constant rate (0.2 below).',
    config: {
      seed: 1,
      data: SMALL_VOC,
      network: { width: 'tiny' },
      training: TRAINING,
      teams: SHIPPED_TEAMS.map(shippedTeam),
      rows: [
        ...SHIPPED_TEAMS.map(({ name }) => steered(name)),
        fixed('Usual', BASE),
        fixed('MAT-Agent’s “Standard”', RECIPES.standard),
        fixed('Constant rate', { ...BASE, schedule: 'constant' }),
        RANDOM,
      ],
    },
  },
  {
    id: 'shapes',
    title: 'Coloured shapes, in a hurry',
    summary:
      'Twelve shapes, a minute at most: the usual recipe beside a tuned one and random switching.',
    config: {
      seed: 1,
      data: {
        ...DOMAINS.shapes.settings,
        size: 24,
        images: { train: 600, validation: 200, test: 400 },
      },
      network: { width: 'tiny' },
      training: { ...TRAINING, steps: 240, batch: 32, interval: 12 },
      teams: [],
      rows: [fixed('Usual', BASE), fixed('Tuned', RECIPES.tuned), RANDOM],
    },
  },
];
