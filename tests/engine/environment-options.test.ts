import { beforeAll, expect, test } from 'vitest';
import { fieldsFor, shownFields } from '#core/fields.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { environmentById, environmentOf } from '#environments/index.ts';
import { decodeLink, encodeLink } from '#protocol/link.ts';
import { CATALOG, openRun, play } from './small-run.ts';

const PRESET = 'lunarlander-dqn';
const preset = CATALOG.presets.find(({ id }) => id === PRESET)?.config as RunConfig;
const windy: RunConfig = { ...preset, environmentOptions: { enable_wind: true, wind_power: 18 } };

beforeAll(() => environmentById(preset.environment).prepare?.());

/** Parses a preset with some options. */
function parsed(environmentOptions: unknown, of = preset) {
  const result = parseRunConfig({ ...of, environmentOptions }, CATALOG);
  return result.ok ? result.config : result.problems.map(({ path, message }) => [path, message]);
}

test('options that are as declared are left out, so that nothing changes by their being there', () => {
  expect(parsed(undefined)).toEqual(preset);
  expect(parsed({})).toEqual(preset);
  expect(parsed({ enable_wind: false, gravity: -10 })).toEqual(preset);
  expect(parsed({ enable_wind: true, gravity: -10, wind_power: 18 })).toEqual(windy);
});

test('a wrong option is a problem at its field', () => {
  expect(parsed({ wind_power: 21 })).toEqual([
    [
      'environmentOptions.wind_power',
      'environmentOptions.wind_power is 21: it must be a number from 0 to 20',
    ],
  ]);
  expect(parsed({ gravity: 0 })).toEqual([
    ['environmentOptions.gravity', expect.stringContaining('from −11.99 to −0.01')],
  ]);
  expect(parsed({ enable_wind: 1 })).toEqual([
    ['environmentOptions.enable_wind', expect.stringContaining('true or false')],
  ]);
  expect(parsed({ snow: true })).toEqual([
    ['environmentOptions.snow', expect.stringContaining('there is no such field')],
  ]);
  expect(parsed('storm')).toEqual([
    ['environmentOptions', expect.stringContaining('enable_wind, wind_power')],
  ]);
  expect(parsed({ enable_wind: true }, CATALOG.presets[0]?.config)).toEqual([
    ['environmentOptions', expect.stringContaining('there is no such field')],
  ]);
});

test('a form shows them for the environments that have them', () => {
  const paths = (environment: string) =>
    shownFields(CATALOG, { ...preset, environment }).map(({ path }) => path);
  expect(paths('LunarLander-v3')).toContain('environmentOptions.turbulence_power');
  expect(paths('CartPole-v1').join()).not.toContain('environmentOptions');
  const wind = fieldsFor(CATALOG, preset).find(({ path }) => path.endsWith('enable_wind'));
  expect(wind).toMatchObject({ group: 'environment', live: false, defaultValue: false });
});

test('a link holds them, and the preset’s own link stays as it was', () => {
  const link = encodeLink(windy, CATALOG, PRESET);
  expect(decodeLink(link, CATALOG)).toMatchObject({ kind: 'run', config: windy });
  expect(encodeLink(preset, CATALOG, PRESET)).toMatch(
    new RegExp(`^#/evolve\\?v=\\d+\\.[0-9a-f]{6}&p=${PRESET}&s=42$`),
  );
});

test('an environment without the option asked for says so', () => {
  const environment = 'CartPole-v1';
  expect(environmentOf({ environment })).toBe(environmentById(environment));
  expect(() => environmentOf({ environment, environmentOptions: { wind: true } })).toThrow(
    "CartPole-v1 has no option 'wind'; it has none",
  );
  expect(() => environmentOf({ ...preset, environmentOptions: { wind: true } })).toThrow(
    "has no option 'wind'; it has enable_wind",
  );
});

test('a run is in the world that its options make', async () => {
  const small = {
    ...preset,
    populationSize: 2,
    generations: 1,
    training: { ...preset.training, stepsPerGeneration: 64, learningDelay: 0 },
    evaluation: { episodes: 1 },
    selection: { ...preset.selection, tournamentSize: 2 },
  };
  const hashOf = async (config: RunConfig) => {
    const run = await openRun(config);
    const hash = await play(run);
    run.dispose();
    return hash;
  };
  const calm = await hashOf(small);
  const { environmentOptions } = windy;
  expect(await hashOf({ ...small, environmentOptions: { enable_wind: false } })).toBe(calm);
  if (!environmentOptions) throw new Error('the windy configuration has options');
  expect(await hashOf({ ...small, environmentOptions })).not.toBe(calm);
});
