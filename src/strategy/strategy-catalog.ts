import type { ControllerSettings } from '#core/strategy/controller-settings.ts';
import type { Seat } from '#core/strategy/seats.ts';
import type { SeatEntry, StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import { DOMAINS } from '#datasets/domains.ts';
import { CONTROLLER_PRESETS, warmUpOf } from './controllers/presets.ts';
import { STRATEGY_ENGINE, STRATEGY_ENGINE_CHANGES } from './engine-version.ts';
import { STRATEGY_PRESETS } from './presets.ts';
import { AUGMENTATIONS } from './recipes/augmentations.ts';
import { LOSSES } from './recipes/losses.ts';
import { OPTIMIZERS } from './recipes/optimizers.ts';
import { RECIPES } from './recipes/recipe.ts';
import { SCHEDULES, type ScheduleChoice } from './recipes/schedules.ts';
import { REWARD_PRESETS } from './reward/presets.ts';
import { SHIPPED_TEAMS } from './trained/shipped-teams.ts';

/** Progresses at which a schedule's curve is told. */
const CURVE_POINTS = 101;

interface Offered {
  readonly label: string;
  readonly source: string;
  readonly isOffered: boolean;
}

function seat<T extends Offered>(
  id: Seat,
  label: string,
  explanation: string,
  choices: Readonly<Record<string, T>>,
  more: (choice: T) => object = () => ({}),
): SeatEntry {
  return {
    id,
    label,
    explanation,
    choices: Object.entries(choices).map(([choice, entry]) => {
      const { label: name, source, isOffered } = entry;
      return { id: choice, label: name, source, isOffered, ...more(entry) };
    }),
  };
}

const curveOf = ({ scale }: ScheduleChoice): readonly number[] =>
  Array.from({ length: CURVE_POINTS }, (_, at) => scale(at / (CURVE_POINTS - 1)));

/** Chance learns nothing and is a steering of its own; additive Monte Carlo learns from whole runs, of which there is one. */
const learnsInOneRun = ({ settings: { kind } }: (typeof CONTROLLER_PRESETS)[number]): boolean =>
  kind === 'bandits' || kind === 'dqn';

const seesPerformanceAlone = (settings: ControllerSettings): boolean =>
  settings.kind === 'dqn' && !settings.sharing.state;

/** Returns everything there is to choose from, as data, for forms, links and the parser. */
export const strategyCatalog = (): StrategyCatalog => ({
  engine: STRATEGY_ENGINE,
  engineChanges: STRATEGY_ENGINE_CHANGES,
  seats: [
    seat(
      'augmentation',
      'Augmentation',
      'How training images are changed before they are learned from.',
      AUGMENTATIONS,
    ),
    seat(
      'optimizer',
      'Optimizer',
      'How a gradient becomes a change of the weights.',
      OPTIMIZERS,
      ({ settings }) => ({ learningRate: settings.learningRate }),
    ),
    seat(
      'schedule',
      'Schedule',
      'How the learning rate changes over the run.',
      SCHEDULES,
      (choice) => ({ curve: curveOf(choice) }),
    ),
    seat('loss', 'Loss', 'What counts as a mistake, and how much.', LOSSES),
  ],
  base: RECIPES.standard,
  recipes: RECIPES,
  domains: Object.entries(DOMAINS).map(([id, domain]) => ({ id, ...domain })),
  presets: STRATEGY_PRESETS,
  controllers: CONTROLLER_PRESETS.filter(learnsInOneRun).map(({ id, label, source, settings }) => ({
    id,
    label,
    source,
    ...(seesPerformanceAlone(settings) && { seesPerformanceAlone: true as const }),
    ...warmUpOf(settings),
    ...(settings.kind === 'dqn' && { discount: settings.discount }),
  })),
  rewards: Object.values(REWARD_PRESETS),
  trained: SHIPPED_TEAMS,
});
