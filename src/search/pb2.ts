import { log } from '#core/maths.ts';
import type { Draws } from '#core/random.ts';
import { searchDraws } from './keys.ts';
import { explored } from './pbt.ts';
import {
  type Heir,
  type PopulationSettings,
  populationSearch,
  type Round,
} from './population-search.ts';
import { examplesOf, gainsOf, placeOf, scaleOf } from './progress.ts';
import type { Searcher } from './searcher.ts';
import { choicesOf, fromUnit, mapSpace, type Point, realsOf } from './space.ts';
import {
  type Gp,
  type GpExample,
  likeliestGp,
  type Place,
  timeVaryingGp,
} from './time-varying-gp.ts';
import { chancesAfter, drawChoices, type Play } from './tv-exp3.ts';

/** Rounds of members that the process is fitted to, the last ones. */
const MOST_EXAMPLES = 100;
/** √β multiplies the variance, β = c₁ ln(c₂ n), as its code has it. */
const C1 = 0.2;
const C2 = 0.4;
/** Places at which the best is looked for: drawn evenly, and about the best of these. */
const DRAWN = 100;
const NEAR = 60;
const NEARNESS = 0.1;
/** Before there is anything to fit, heirs explore as by PBT. */
const FIRST = { resample: 0.25, redraw: 0.5 };

/**
 * PB2 with choices: heirs' choices are drawn by TV.EXP3.M and their numbers go where a Gaussian process over time is
 * hopeful (Parker-Holder et al. 2020, “Provably efficient online hyperparameter optimization with population-based
 * bandits”, and 2021 for choices).
 */
export const pb2 = (settings: PopulationSettings): Searcher =>
  populationSearch(settings, (heirs, history, stayers) => {
    const { space, seed } = settings;
    const round = history.at(-1)?.round ?? 0;
    const examples = examplesOf(space, history).slice(-MOST_EXAMPLES);
    const readerOf = ({ member }: Heir) => searchDraws(seed, 'explore', round, member);
    if (examples.length < 2)
      return heirs.map((heir) => explored(heir.donor.point, { space, ...FIRST }, readerOf(heir)));
    const reader = searchDraws(seed, 'propose', round);
    const choices = drawnChoices(settings, history, heirs.length, reader);
    const gp = likeliestGp(examples);
    const scale = scaleOf(history);
    const underway = stayers.map(({ score, point }) =>
      placeOf(space, scale(score), point, round + 1),
    );
    return heirs.map((heir, at) => {
      const point = { ...heir.donor.point, ...choices[at] };
      const base = placeOf(space, scale(heir.donor.score), point, round + 1);
      const place = mostHopeful(gp, examples, underway, base, readerOf(heir));
      underway.push(place);
      const found = place.numbers.slice(1);
      const reals = realsOf(space).map(([name]) => name);
      return mapSpace(space, (parameter, name) =>
        parameter.kind === 'choice'
          ? (point[name] as string)
          : fromUnit(parameter, found[reals.indexOf(name)] as number),
      );
    });
  });

/** Draws the choices of each heir. */
function drawnChoices(
  { space, members, every, until }: PopulationSettings,
  history: readonly Round[],
  heirs: number,
  reader: Draws,
): Point[] {
  const points = Array.from({ length: heirs }, (): Record<string, string> => ({}));
  const gains = gainsOf(history);
  for (const [name, among] of choicesOf(space)) {
    const played: Play[][] = [];
    for (const { round, point, gain } of gains) {
      const plays = played[round] ?? [];
      plays.push({ choice: among.indexOf(point[name] as string), gain });
      played[round] = plays;
    }
    const rounds = Math.floor(until / every);
    const chances = chancesAfter(Object.values(played), among.length, members, rounds);
    drawChoices(chances, heirs, reader).forEach((choice, at) => {
      (points[at] as Record<string, string>)[name] = among[choice] as string; // one of each heir
    });
  }
  return points;
}

/** The numbers of the greatest upper bound; the score from which the heir goes on stays as it is. */
function mostHopeful(
  gp: Gp,
  examples: readonly GpExample[],
  underway: readonly Place[],
  base: Place,
  reader: Draws,
): Place {
  const also = underway.map((place): GpExample => ({ ...place, y: 0 }));
  const wider = timeVaryingGp([...examples, ...also], gp.settings);
  const beta = Math.max(0, C1 * log(C2 * examples.length));
  const hope = (place: Place) => gp.at(place).mean + Math.sqrt(beta) * wider.at(place).variance;
  const [score = 0, ...own] = base.numbers;
  const at = (numbers: readonly number[]): Place => ({ ...base, numbers: [score, ...numbers] });
  let best = base;
  let most = hope(base);
  const look = (place: Place) => {
    const found = hope(place);
    if (found > most) [best, most] = [place, found];
  };
  for (let i = 0; i < DRAWN; i++) look(at(own.map(() => reader.uniform())));
  for (let i = 0; i < NEAR; i++) {
    const near = best.numbers.slice(1).map((x) => x + NEARNESS * (1 - i / NEAR) * reader.normal());
    look(at(near.map((x) => Math.max(0, Math.min(1, x)))));
  }
  return best;
}
