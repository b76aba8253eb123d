import { draws } from '#core/random.ts';
import { type Choices, choiceAt, SEATS } from '#core/strategy/seats.ts';
import type { StrategyRow } from '#core/strategy/strategy-config.ts';
import { nameNumber, strategyKey } from '../keys.ts';

/**
 * The choices in an interval of a row that is steered by what is drawn, or by chance; null: a team or a search decides. Chance depends
 * on the row's name, not on its place: a row alone does what it does among others.
 */
export function choicesIn(
  { name, steering }: StrategyRow,
  interval: number,
  seed: number,
): Choices | null {
  if (steering.kind === 'team' || steering.kind === 'search') return null;
  if (steering.kind === 'drawn')
    return forSeats((seat) => choiceAt(steering.lanes[seat], interval));
  const reader = draws(
    strategyKey(seed, 'steer', nameNumber(name), Math.floor(interval / steering.every)),
  );
  return forSeats((seat) => {
    const among = steering.among[seat];
    return among[reader.integer(among.length)] as string; // there is one at least
  });
}

const forSeats = (choose: (seat: (typeof SEATS)[number]) => string): Choices => {
  const [augmentation, optimizer, schedule, loss] = SEATS.map(choose) as [
    string,
    string,
    string,
    string,
  ];
  return { augmentation, optimizer, schedule, loss };
};
