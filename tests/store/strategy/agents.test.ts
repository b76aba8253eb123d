import { expect, test } from 'vitest';
import { frozenChoices, hasSwitched } from '#core/strategy/frozen.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import { isAgentOn, withAgent, withFrozenRow, withRowWithout } from '#store/strategy/agents.ts';
import { CATALOG } from './fake-strategy-engine.ts';

const FOUR = CATALOG.presets.find(({ id }) => id === 'four-agents')?.config;
if (!FOUR) throw new Error('there is no preset of four agents');

test('an agent that is off stays at the base recipe’s choice, and has all choices again when it is on', () => {
  const off = withAgent(FOUR, 1, 'loss', false, CATALOG);
  expect(off.teams[1]?.options.loss).toEqual(['bce']);
  expect(isAgentOn(off.teams[1] as (typeof off.teams)[0], 'loss')).toBe(false);
  expect(off.teams[0]).toBe(FOUR.teams[0]);
  expect(withAgent(off, 1, 'loss', true, CATALOG)).toEqual(FOUR);
});

test('the same without an agent is a row beside it, under a team of its own', () => {
  const config = withRowWithout(FOUR, 2, 'augmentation', CATALOG);
  const [row, beside] = config.rows.slice(2, 4);
  expect(row).toBe(FOUR.rows[2]);
  expect(beside?.name).toBe('Networks, as in the paper, without augmentation');
  const team = config.teams.at(-1);
  expect(beside?.steering).toEqual({ kind: 'team', team: team?.name });
  expect(team?.options).toEqual({ ...FOUR.teams[0]?.options, augmentation: ['basic'] });
  expect(parseStrategyConfig(config, CATALOG).ok).toBe(true);
  const twice = withRowWithout(config, 2, 'augmentation', CATALOG);
  expect(parseStrategyConfig(twice, CATALOG).ok).toBe(true); // no name comes twice
  expect(withRowWithout(FOUR, 0, 'loss', CATALOG)).toBe(FOUR); // no team steers it
});

test('without an agent of a trained team its seat is held by hand, and one that learns on has no such row', () => {
  const trained = CATALOG.presets.find(({ id }) => id === 'trained-team')?.config;
  if (!trained) throw new Error('there is no preset of a trained team');
  const config = withRowWithout(trained, 0, 'optimizer', CATALOG);
  const [row, beside] = config.rows;
  expect(beside?.steering).toEqual(row?.steering);
  expect(beside?.name).toBe(`${row?.name}, without optimizer`);
  expect(beside?.hand).toEqual({ optimizer: [{ from: 0, choice: CATALOG.base.optimizer }] });
  expect(parseStrategyConfig(config, CATALOG).ok).toBe(true);
  const [team] = trained.teams;
  if (!team?.trained) throw new Error('the team is not trained');
  const learning = {
    ...trained,
    teams: [{ ...team, trained: { ...team.trained, learns: true } }],
  };
  expect(withRowWithout(learning, 0, 'optimizer', CATALOG)).toBe(learning);
});

test('a row is frozen at its final choices, or at those of each seat that stood longest', () => {
  const at = (loss: string, optimizer: string) => ({
    ...{ augmentation: 'none', schedule: 'step' },
    ...{ loss, optimizer },
  });
  const chosen = [at('cb', 'sgd'), at('cb', 'adam'), at('bce', 'adam'), at('asl', 'lion')];
  expect(frozenChoices(chosen, 'final')).toEqual(at('asl', 'lion'));
  expect(frozenChoices(chosen, 'modal')).toEqual(at('cb', 'adam'));
  expect(frozenChoices([at('cb', 'sgd'), at('asl', 'sgd')], 'modal')?.loss).toBe('asl'); // the later
  expect(frozenChoices([], 'final')).toBeNull();
  expect(hasSwitched(chosen.slice(0, 1))).toBe(false);
  const config = withFrozenRow(FOUR, 'Bandits, frozen (final)', at('asl', 'lion'));
  expect(config.rows).toHaveLength(FOUR.rows.length + 1);
  expect(parseStrategyConfig(config, CATALOG).ok).toBe(true);
});
