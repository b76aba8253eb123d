import type { Genome } from '#core/genome.ts';
import type { ControllerSettings, DqnSettings } from '#core/strategy/controller-settings.ts';
import type { Evolvable, EvolvableHyperparameter } from '../evolvable.ts';
import { inheritedDqn } from './dqn.ts';
import { layOut } from './layout.ts';
import { genomesOf, seatShape } from './networks.ts';

const HYPERPARAMETERS = [
  {
    name: 'learningRate',
    label: 'Learning rate',
    kind: 'real',
    scale: 'log',
    min: 1e-4,
    max: 1e-2,
  },
  { name: 'discount', label: 'Discount', kind: 'real', scale: 'linear', min: 0.7, max: 1 },
  { name: 'hold', label: 'Intervals held', kind: 'integer', scale: 'linear', min: 1, max: 10 },
] as const satisfies readonly EvolvableHyperparameter[];

/** Networks as evolution sees them: one of each seat, and what they learn by. */
export function evolvableDqn(settings: DqnSettings): Evolvable {
  const { learningRate, discount, hold, capacity, warmUp } = settings;
  return {
    genome: { networks: genomesOf(settings), hyperparameters: { learningRate, discount, hold } },
    hyperparameters: HYPERPARAMETERS,
    memory: { capacity, warmUp },
    networks: (elements, options) =>
      layOut(elements, options, settings).seats.flatMap((layout) => {
        const { seat, target } = layout;
        const shape = seatShape(settings, layout);
        return [
          { name: seat, seat, shape, targetOf: null },
          { name: target, seat, shape, targetOf: seat },
        ];
      }),
    shaped: (genome) => shaped(settings, genome),
    inherited({ settings: child, learned, ...descent }, device) {
      const parent = { settings, snapshot: learned };
      return inheritedDqn({ settings: needDqn(child), parent, ...descent }, device);
    },
  };
}

function shaped(settings: DqnSettings, { networks, hyperparameters }: Genome): DqnSettings {
  const { learningRate, discount, hold } = hyperparameters as Record<
    (typeof HYPERPARAMETERS)[number]['name'],
    number
  >; // a genome of networks has them
  return {
    ...settings,
    ...{ learningRate, discount, hold },
    networks: networks as NonNullable<DqnSettings['networks']>,
  };
}

function needDqn(settings: ControllerSettings): DqnSettings {
  if (settings.kind === 'dqn') return settings;
  throw new RangeError(`a child of networks has networks, not '${settings.kind}'`);
}
