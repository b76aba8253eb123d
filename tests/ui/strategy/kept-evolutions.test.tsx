// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { TeamsCheckpoint } from '#core/strategy/training-plan.ts';
import { contextOf, foundTeams, savedTeams } from '#engine/strategy/evolve-teams.ts';
import { USUAL_EVOLUTION } from '#engine/strategy/team-evolution.ts';
import { readPlan } from '#engine/strategy/training-plan.ts';
import type { WholeTrainingPlan } from '#protocol/teams-messages.ts';
import { importRun } from '#store/library/files.ts';
import {
  evolutionsOf,
  type KeptEvolution,
  type KeptPlan,
  keptChanges,
  readEvolution,
} from '#store/strategy/teams/kept-evolutions.ts';
import {
  checkpointChanges,
  checkpointIn,
  populationIn,
} from '#store/strategy/teams/kept-populations.ts';
import type { TeamsLab } from '#store/strategy/teams/teams-lab.ts';
import { FIRST } from '#store/strategy/teams/teams-state.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { Evolutions } from '#ui/library/Evolutions.tsx';
import { OpenTeamsContext } from '#ui/shell/lab-context.ts';
import { fitnessWords } from '#ui/strategy/teams/team-fitness.ts';
import { takeWanted } from '#ui/strategy/wanted.ts';
import { SMALL_PLAN } from '../../engine/strategy/small-plan.ts';
import { showStrategy } from './show-strategy.tsx';

const PLAN = readPlan(
  { name: 'Small teams', controller: 'dqn-vdn', ...USUAL_EVOLUTION },
  SMALL_PLAN,
  strategyCatalog(),
) as WholeTrainingPlan;
const { population, founders } = foundTeams(PLAN);
const { declaration, config } = contextOf(PLAN);
const ROW = { mAP: 0.5, reward: 1, turns: [] };
const KEPT: KeptEvolution = {
  ...{ id: 'c'.repeat(32), createdAt: 1000, engine: '1', plan: PLAN },
  ...{ founders, declaration, config, end: 'stopped' },
  generations: [
    {
      ...{
        generation: 0,
        seed: 7,
        tournaments: [],
        next: [0, 1],
        births: [],
        hash: 'd'.repeat(32),
      },
      agents: population.agents.map(({ id, genome }, at) => ({
        ...{ id, genome, parameters: 10, row: ROW, fitness: at === 0 ? 0.42 : Number.NaN },
        evaluations: [ROW],
      })),
      elapsedMs: 10,
    },
  ],
};
const SAVED = { ...savedTeams(population), generation: 1 };

async function listed() {
  const opened = await showStrategy();
  await opened.library.tables.write([
    ...keptChanges(KEPT, SAVED),
    ...checkpointChanges(KEPT.id, {
      ...{
        generation: 1,
        part: 0,
        elapsedMs: 5,
        intervals: [[{ mAP: 0.1, choices: {} as never, reward: 0 }]],
      },
      state: { interval: 1, weights: new Float32Array(50_000) },
    }),
  ]);
  const openedTeams: KeptEvolution[] = [];
  const teams = {
    store: { getState: () => FIRST },
    open: async (kept: KeptEvolution) => void openedTeams.push(kept),
  } as unknown as TeamsLab;
  opened.show(
    <OpenTeamsContext value={async () => teams}>
      <Evolutions />
    </OpenTeamsContext>,
  );
  const item = await screen.findByRole('listitem', { name: 'Small teams' });
  const choose = (name: string) => {
    fireEvent.click(within(item).getByRole('button', { name: /^More for/ }));
    fireEvent.click(screen.getByRole('menuitem', { name }));
  };
  return { ...opened, item, openedTeams, choose };
}

test('a kept evolution is listed with its date and all that it takes, and opened where teams evolve', async () => {
  const { item, openedTeams } = await listed();
  expect(item.textContent).toContain('1 of 3');
  expect(item.textContent).toContain('42.0'); // a team that diverged is not the best
  expect(item.textContent).toMatch(/size2\d\d kB/); // the checkpoint’s weights alone are 200
  expect(within(item).getByText('stopped')).toBeTruthy();
  await act(async () => {
    fireEvent.click(within(item).getByRole('button', { name: 'Open' }));
  });
  expect(openedTeams).toEqual([KEPT]);
  expect(location.hash).toBe('#/strategy');
  expect(takeWanted('experiments')).toBe(false);
  expect(takeWanted('teams')).toBe(true);
});

test('it is exported, and its file is taken in once it is not there any more, but not when it was cut off', async () => {
  const { choose, library } = await listed();
  const saved: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push(blob as Blob);
    return 'blob:there';
  });
  choose('Export the evolution (.json)');
  await expect.poll(() => saved.length).toBe(1);
  const file = new File(saved, 'small.evolution.json');
  const imported = (from: File) => importRun(library, {} as never, from);
  expect(await imported(file)).toMatchObject({
    kind: 'problem',
    why: expect.stringContaining('the library has this evolution already'),
  });
  choose('Delete');
  await screen.findByRole('button', { name: 'Undo' });
  const half = new File([file.slice(0, file.size / 2)], 'half.json');
  expect(await imported(half)).toMatchObject({ why: 'the file is damaged, or was cut off' });
  await act(async () => {
    expect(await imported(file)).toEqual({ kind: 'evolution', name: 'Small teams' });
  });
  expect(await evolutionsOf(library).get(KEPT.id)).toEqual(KEPT);
  expect(await populationIn(library, KEPT)).toEqual(JSON.parse(JSON.stringify(SAVED)));
  expect(await checkpointIn(library, KEPT)).toBeNull();
});

test('an evolution whose engine judged teams while they learned is read, but for its checkpoint, and says so', async () => {
  const { library } = await listed();
  const { evaluations: _, ...others } = PLAN;
  const plan: KeptPlan = others;
  const generations = KEPT.generations.map((each) => ({
    ...each,
    agents: each.agents.map(({ evaluations: __, ...agent }) => agent),
  }));
  const earlier = { ...KEPT, plan, generations };
  const part = { generation: 1, elapsedMs: 5, intervals: [], state: {} };
  await library.tables.write([
    ...keptChanges(earlier, SAVED),
    ...checkpointChanges(KEPT.id, part as unknown as TeamsCheckpoint),
  ]);
  expect(await evolutionsOf(library).get(KEPT.id)).toEqual(earlier);
  expect(await checkpointIn(library, earlier)).toBeNull();
  expect(fitnessWords(plan)).toContain('in which it explored and learned');
  expect(fitnessWords(PLAN)).toContain('in which it neither explores nor learns');
  const broken = { ...KEPT, id: 'e'.repeat(32), generations: [{ ...KEPT.generations[0] }] };
  const damaged = broken.generations.map((each) => ({
    ...each,
    agents: each.agents?.map((agent) => ({ ...agent, evaluations: [null] })),
  }));
  expect(() => readEvolution({ ...broken, generations: damaged })).toThrow(
    'an evaluation of generation 1',
  );
});

test('it is deleted, can be brought back, and is gone for good with all that belongs to it later', async () => {
  const { choose, library } = await listed();
  choose('Delete');
  const undo = await screen.findByRole('button', { name: 'Undo' });
  await expect.poll(() => screen.queryByRole('listitem')).toBeNull();
  fireEvent.click(undo);
  await screen.findByRole('listitem', { name: 'Small teams' });
  expect(await evolutionsOf(library).get(KEPT.id)).toEqual(KEPT);
  expect((await checkpointIn(library, KEPT))?.intervals).toHaveLength(1);
  await evolutionsOf(library).purge(0);
  expect((await evolutionsOf(library).list()).items).toHaveLength(1); // it was not put away
  await evolutionsOf(library).put({ ...KEPT, deletedAt: 5 });
  await act(() => evolutionsOf(library).purge(1000));
  for (const table of ['teamEvolutions', 'teamPopulations', 'teamCheckpoints'] as const)
    expect(await library.tables.list(table)).toEqual([]);
});
