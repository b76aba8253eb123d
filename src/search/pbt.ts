import type { Draws } from '#core/random.ts';
import { searchDraws } from './keys.ts';
import { type PopulationSettings, populationSearch } from './population-search.ts';
import type { Searcher } from './searcher.ts';
import { drawPoint, mapSpace, type Point, type Space } from './space.ts';

interface PbtSettings extends PopulationSettings {
  /** Probability that a number is drawn anew rather than moved. */
  readonly resample: number;
  /** Probability that a choice is drawn anew rather than kept. */
  readonly redraw: number;
}

/** Factor by which a number is moved, up or down. */
const UP = 1.2;
const DOWN = 0.8;

/** Population based training: heirs have their donor's point, a little changed. */
export const pbt = (settings: PbtSettings): Searcher =>
  populationSearch(settings, (heirs) =>
    heirs.map(({ member, donor }) =>
      explored(donor.point, settings, searchDraws(settings.seed, 'explore', donor.round, member)),
    ),
  );

/** Numbers × 1.2 or × 0.8 or drawn anew, choices kept or drawn anew, each by itself. */
export function explored(
  point: Point,
  { space, resample, redraw }: { space: Space } & Pick<PbtSettings, 'resample' | 'redraw'>,
  reader: Draws,
): Point {
  const fresh = drawPoint(space, reader);
  return mapSpace(space, (parameter, name) => {
    const chance = reader.uniform();
    const own = point[name];
    if (parameter.kind === 'choice') return (chance < redraw ? fresh[name] : own) as string;
    if (chance < resample) return fresh[name] as number;
    const factor = reader.uniform() < 0.5 ? UP : DOWN;
    return Math.max(parameter.low, Math.min(parameter.high, (own as number) * factor));
  });
}
