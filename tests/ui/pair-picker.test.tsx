// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { fits } from '#core/fitting.ts';
import { createCatalog } from '#engine/catalog.ts';
import type { Lab } from '#store/lab/lab.ts';
import { PairPicker } from '#ui/setup/PairPicker.tsx';
import { Setup } from '#ui/setup/Setup.tsx';
import { openLab } from './open-lab.tsx';
import { createSilentEngine, type SilentEngine } from './silent-engine.ts';

const CATALOG = createCatalog([]);
let engine: SilentEngine;
let lab: Lab;

beforeEach(async () => {
  const preset = CATALOG.presets.find(({ id }) => id === 'cartpole-dqn');
  if (!preset) throw new Error('there is no such preset');
  const open = await openLab({ config: preset.config, engine: createSilentEngine(CATALOG) });
  ({ engine, lab } = open);
  open.show(<Setup />);
});

const choose = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const options = (label: string) =>
  within(screen.getByLabelText(label)).getAllByRole<HTMLOptionElement>('option');

test('an environment that the algorithm does not fit brings one that fits, says so, starts nothing, and is undone', () => {
  const before = lab.store.getState().draft;
  act(() => lab.setFields({ populationSize: 9 }));
  choose('Environment', 'Pendulum-v1');
  const { draft, problems } = lab.store.getState();
  expect(draft).toMatchObject({
    environment: 'Pendulum-v1',
    populationSize: 9,
    seed: before?.seed,
  });
  expect(problems).toEqual([]);
  expect(engine.received.some(({ kind }) => kind === 'start' || kind === 'edit')).toBe(false);
  const words = screen.getByText(/The algorithm is \w+ now: DQN does not fit Pendulum/);
  expect(words.textContent).toMatch(/Kept: Population size\./);
  fireEvent.click(within(words).getByRole('button', { name: 'Undo' }));
  expect(lab.store.getState().draft).toEqual({ ...before, populationSize: 9 });
  expect(screen.queryByText(/does not fit/)).toBeNull();
});

test('algorithms that do not fit the environment are greyed, with the reason', () => {
  const greyed = options('Algorithm').filter(({ disabled }) => disabled);
  expect(greyed.map(({ textContent }) => textContent).sort()).toEqual([
    ...['DDPG', 'IPPO', 'MADDPG', 'MATD3', 'TD3'],
  ]);
  expect(screen.getByText(/give numbers; CartPole wants one of several actions/)).toBeDefined();
  choose('Environment', 'Pendulum-v1');
  expect(
    options('Algorithm')
      .filter(({ disabled }) => disabled)
      .map(({ textContent }) => textContent),
  ).toEqual(['DQN', 'MATD3', 'MADDPG', 'IPPO']);
});

test('nonsense in the set-up is no hindrance to choosing, and goes', () => {
  act(() => lab.setFields({ populationSize: 'many', 'network.latent': '' }));
  choose('Algorithm', 'ppo');
  expect(lab.store.getState().problems).toEqual([]);
  expect(screen.getByText(/Not kept: Population size and Latent size\./)).toBeDefined();
});

test('exploration is called what the algorithm calls it', () => {
  expect(screen.getAllByLabelText('Exploration at last').length).toBeGreaterThan(0);
  choose('Algorithm', 'ppo');
  expect(screen.getAllByLabelText('Entropy bonus').length).toBeGreaterThan(0);
});

test('of a pair that does not fit it is said once why, and what fits', () => {
  act(() => lab.setFields({ environment: 'Pendulum-v1' }));
  const words = document.getElementById('knob-algorithm-unfit');
  expect(words?.childElementCount).toBe(1);
  expect(words?.querySelector('[role=alert]')?.textContent).toMatch(
    /^DQN chooses among actions; Pendulum wants numbers\. .* fit\.$/,
  );
});

test('every pair that fits is chosen in the form, from one preset after another', async () => {
  const { presets, environments } = CATALOG;
  const open = await openLab({ engine: createSilentEngine(CATALOG) });
  let chosen = 0;
  for (const { id: environment } of environments) {
    const fitting = CATALOG.algorithms.filter(({ id }) => fits(CATALOG, id, environment));
    for (const { id: algorithm } of fitting) {
      const preset = presets[chosen++ % presets.length];
      if (!preset) throw new Error('there is no preset');
      act(() => open.lab.setUp(preset.config, preset.id));
      cleanup();
      open.show(<PairPicker draft={preset.config} />);
      choose('Environment', environment);
      cleanup();
      open.show(<PairPicker draft={open.lab.store.getState().draft ?? preset.config} />);
      choose('Algorithm', algorithm);
      expect(open.lab.store.getState()).toMatchObject({
        draft: { environment, algorithm },
        problems: [],
      });
    }
  }
  expect(chosen).toBeGreaterThanOrEqual(12);
});
