import { expect, test } from 'vitest';
import { ALGORITHMS } from '#algorithms/index.ts';
import { PRESETS } from '#engine/presets.ts';
import { DECISIONS } from '#ui/about/decisions.ts';

const hereOf = (matter: string): string =>
  DECISIONS.find((decision) => decision.matter === matter)?.here ?? '';

/** The first value of a setting by algorithm, where it is offered. */
const offered = (name: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    ALGORITHMS.flatMap(({ declaration: { id, settings } }) =>
      settings.filter((setting) => setting.name === name).map(({ initial }) => [id, initial]),
    ),
  );

test('what the table of differences says of settings is what the algorithms declare', () => {
  expect(hereOf('An encoder shared by actor and critic')).toContain(
    'A choice in PPO, off at first',
  );
  expect(offered('shareEncoders')).toEqual({ ppo: false });
  expect(hereOf('Target actions in MATD3')).toContain('deviation 0.2 at first');
  expect(offered('smoothingDeviation')).toMatchObject({ matd3: 0.2 });
  expect(hereOf('Clipping of PPO’s values')).toContain('10 at first');
  expect(offered('valueClip')).toEqual({ ppo: 10, ippo: 10 });
  expect(hereOf('Evaluation of teams')).toContain('In IPPO it may be drawn');
  expect(offered('stochasticEvaluation')).toEqual({ ppo: false, ippo: false });
});

test('it promises no n-step returns, noisy layers or number of evaluations that a target must hold over', () => {
  expect(hereOf('Returns over several steps')).toContain('Not offered');
  expect(DECISIONS.map(({ here }) => here).join()).not.toContain('noisy');
  expect(hereOf('Stopping early')).toContain('champion’s mean');
  for (const { config } of PRESETS) expect(Object.keys(config.target)).not.toContain('window');
});

test('what it says of evolution is what presets begin with', () => {
  const [first] = PRESETS;
  expect(hereOf('Fitness that is compared')).toContain('1 at first');
  expect(first?.config.selection.evaluationWindow).toBe(1);
  expect(hereOf('The elite')).toContain('unless switched on');
  expect(first?.config.mutation.mutateElite).toBe(false);
});
