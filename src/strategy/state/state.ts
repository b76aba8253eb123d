import type { RowInterval } from '#core/strategy/figures.ts';
import type { SeatOptions } from '#core/strategy/options.ts';
import { SEATS } from '#core/strategy/seats.ts';
import type { StateElement, StateSettings } from '#core/strategy/state-settings.ts';
import type { DataTraits } from './data-traits.ts';
import { FEATURES } from './features.ts';
import { known, type RowMemory, withInterval } from './memory.ts';
import { type Normaliser, normalised } from './normaliser.ts';

/** Surroundings of an interval: where it lies, and on what images. */
export interface Surroundings {
  /** Intervals of the run. */
  readonly intervals: number;
  readonly traits: DataTraits;
  readonly settings: StateSettings;
}

/** Returns the memory once an interval is over, its features first in the history. */
export function remember(
  before: RowMemory,
  figures: RowInterval,
  { intervals, traits, settings }: Surroundings,
): RowMemory {
  const after = withInterval(before, figures, settings);
  const moment = { figures, before, after, intervals, traits };
  const features = FEATURES.map(({ read }) => known(read(moment)));
  return { ...after, history: [features, ...before.history].slice(0, settings.history) };
}

/** Lists the features that stand in a state, and of which interval, in order. Without averages there are no trends between them. */
const placesIn = ({ groups, history, averages }: StateSettings) =>
  Array.from({ length: history }, (_, ago) => ago).flatMap((ago) =>
    FEATURES.flatMap((feature, at) =>
      groups[feature.group] && !(feature.isTrend && (ago > 0 || averages === false))
        ? [{ feature, at, ago }]
        : [],
    ),
  );

/** Describes each number of a state, in order. */
export function stateElements(settings: StateSettings, options: SeatOptions): StateElement[] {
  const features = placesIn(settings).map(({ feature, ago }): StateElement => {
    const { id, group, label, explanation } = feature;
    return { id: ago === 0 ? id : `${id}-${ago}`, group, label, explanation, ago };
  });
  const choices = SEATS.flatMap((seat) =>
    options[seat].map(
      (choice): StateElement => ({
        id: `${seat}=${choice}`,
        group: 'choices',
        label: choice,
        explanation: `1 where this was the ${seat} in the last interval.`,
        ago: 0,
      }),
    ),
  );
  return settings.lastChoices ? [...features, ...choices] : features;
}

/**
 * The state that a controller sees: normalised features of the last intervals, the latest first, and which choices were
 * in force. Before the first interval everything is 0.
 */
export function stateOf(
  memory: RowMemory,
  normaliser: Normaliser,
  settings: StateSettings,
  options: SeatOptions,
): Float32Array {
  const features = placesIn(settings).map(({ at, ago }) =>
    normalised(normaliser, at, memory.history[ago]?.[at] ?? null),
  );
  const choices = settings.lastChoices ? choiceFlags(memory.choices, options) : [];
  return Float32Array.from([...features, ...choices]);
}

/** Flags of every choice of every seat: 1 if it is the one, else 0; all 0 where there is none. */
export const choiceFlags = (
  choices: RowMemory['choices'],
  options: SeatOptions,
): readonly number[] =>
  SEATS.flatMap((seat) => options[seat].map((choice) => Number(choices?.[seat] === choice)));
