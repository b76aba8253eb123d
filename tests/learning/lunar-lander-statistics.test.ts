import { beforeAll, expect, test } from 'vitest';
import { lunarLander } from '#environments/lunar-lander/lunar-lander.ts';
import { compare, PLAYS } from '../environments/lunar-lander-play.ts';

const environments = [lunarLander(), lunarLander({ continuous: true })];

beforeAll(() => environments[0]?.prepare?.());

test.each(
  environments.flatMap((environment) =>
    PLAYS.map((how) => [environment.id, how, environment] as const),
  ),
)('%s under %s play has Gymnasium’s mean return, over 1,000 episodes', (_, how, environment) => {
  const { words, errors } = compare(environment, how, 1000, 7);
  console.info(words);
  expect(Math.abs(errors)).toBeLessThan(4);
});
