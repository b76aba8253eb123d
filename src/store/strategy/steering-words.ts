import type { Steering } from '#core/strategy/seats.ts';

/** Names the steering of a row in a word or two: 'fixed', '2 switches', 'random', or a team's or search's name. */
export function steeringWords(steering: Steering): string {
  switch (steering.kind) {
    case 'drawn': {
      const turns = Object.values(steering.lanes).reduce((sum, { length }) => sum + length - 1, 0);
      return turns === 0 ? 'fixed' : `${turns} ${turns === 1 ? 'switch' : 'switches'}`;
    }
    case 'random':
      return 'random';
    case 'team':
      return steering.team;
    case 'search':
      return steering.search;
    default:
      return steering satisfies never;
  }
}
