// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { StrategyEvent } from '#protocol/strategy-messages.ts';
import { StrategySetup } from '#ui/strategy/setup/StrategySetup.tsx';
import { CONFIG } from '../../store/strategy/fake-strategy-engine.ts';
import { TEAM_FILE } from '../../store/strategy/small-team-file.ts';
import { showStrategy } from './show-strategy.tsx';

const type = (field: HTMLElement, text: string) => {
  fireEvent.change(field, { target: { value: text } });
  fireEvent.blur(field);
};

test('what is typed wrong stands at its field, with what would be right, and the preset is a press away', async () => {
  const { lab, show } = await showStrategy();
  show(<StrategySetup />);
  type(screen.getByLabelText('Updates'), 'many');
  expect(screen.getByRole('alert').textContent).toBe(
    'Updates is “many”: it must be a whole number from 1 to 20000',
  );
  fireEvent.click(screen.getByRole('button', { name: 'Updates: back to 240' }));
  expect(lab.store.getState().draft).toEqual(CONFIG);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a domain fills in how the images are, and leaves how many there are', async () => {
  const { lab, show } = await showStrategy();
  show(<StrategySetup />);
  fireEvent.change(screen.getByLabelText('Images'), { target: { value: 'scenes-coco' } });
  const { data } = lab.store.getState().draft ?? CONFIG;
  expect(data).toMatchObject({ kind: 'scenes', classes: 40, images: CONFIG.data.images });
  expect(lab.store.getState().problems).toEqual([]);
});

test('the precision says what it takes, and there is no choice of it without a GPU, which is said', async () => {
  const { lab, engine, show } = await showStrategy();
  show(<StrategySetup />);
  const field = () => screen.getByLabelText<HTMLSelectElement>('Precision');
  const words = () => document.getElementById(field().getAttribute('aria-describedby') ?? '');
  const gpu = {
    kind: 'webgpu',
    available: false,
    description: 'this browser has none',
    threads: 1,
  };
  act(() => engine().emit({ kind: 'gpu', gpu } as StrategyEvent));
  expect([...field().options].map(({ value }) => value)).toEqual(['single']);
  expect(words()?.textContent).toContain('none can be used here: this browser has none');
  act(() => engine().emit({ kind: 'gpu', gpu: { ...gpu, available: true } } as StrategyEvent));
  fireEvent.change(field(), { target: { value: 'mixed' } });
  expect(lab.store.getState().draft?.training.precision).toBe('mixed');
  expect(words()?.textContent).toMatch(
    /takes 10 MB of the GPU’s memory; in 32 bits it would be 20 MB\. In 5 small runs it changed mAP by 0\.0 points on average \(−0\.2 to \+0\.4\)/,
  );
  fireEvent.change(field(), { target: { value: 'single' } });
  expect(lab.store.getState().draft).toEqual(CONFIG);
});

test('of shapes, fields of scenes are not asked', async () => {
  const { show } = await showStrategy();
  show(<StrategySetup />);
  expect(screen.queryByLabelText('Styles')).toBeNull();
  expect(screen.queryByLabelText('Clutter')).not.toBeNull();
});

test('rows are added, renamed, copied and removed, and a name that is there twice is said', async () => {
  const { lab, show } = await showStrategy();
  show(<StrategySetup />);
  const rows = within(screen.getByRole('region', { name: 'Classifiers' }));
  const names = () => lab.store.getState().draft?.rows.map(({ name }) => name);
  fireEvent.click(rows.getByRole('button', { name: 'Add' }));
  fireEvent.click(rows.getAllByRole('button', { name: 'Copy' })[0] as HTMLElement);
  expect(names()).toEqual(['Usual', 'Usual 2', 'Tuned', 'Random switching', 'Classifier 2']);
  fireEvent.click(rows.getAllByRole('button', { name: 'Remove' })[1] as HTMLElement);
  type(rows.getAllByLabelText('Name')[1] as HTMLElement, 'Usual');
  expect(rows.getByRole('alert').textContent).toContain('is the name of another row');
  type(rows.getAllByLabelText('Name')[1] as HTMLElement, 'Mine');
  expect(names()).toEqual(['Usual', 'Mine', 'Random switching', 'Classifier 2']);
});

test('a seat’s choice is explained by its source, and a later switch is added, moved and taken out', async () => {
  const { lab, show } = await showStrategy();
  show(<StrategySetup />);
  const loss = () => {
    const [row] = lab.store.getState().draft?.rows ?? [];
    return row?.steering.kind === 'drawn' ? row.steering.lanes.loss : null;
  };
  const seat = within(screen.getAllByRole('group', { name: 'Loss' })[0] as HTMLElement);
  fireEvent.change(seat.getByLabelText('Loss'), { target: { value: 'cb' } });
  expect(seat.getByText(/effective numbers.*Cui et al/)).toBeTruthy();
  fireEvent.click(seat.getByRole('button', { name: 'Switch later' }));
  expect(loss()).toEqual([
    { from: 0, choice: 'cb' },
    { from: 10, choice: 'bce' },
  ]);
  type(seat.getByLabelText('from interval'), '5');
  expect(loss()?.[1]?.from).toBe(4);
  fireEvent.click(seat.getByRole('button', { name: /take the switch at interval 5 out/ }));
  expect(loss()).toEqual([{ from: 0, choice: 'cb' }]);
});

test('a row is given to chance, among choices of which one stays', async () => {
  const { lab, show } = await showStrategy();
  show(<StrategySetup />);
  const kind = within(screen.getByRole('group', { name: 'Who decides for Usual' }));
  fireEvent.click(kind.getByLabelText('Random'));
  const steering = () => lab.store.getState().draft?.rows[0]?.steering;
  expect(steering()?.kind).toBe('random');
  const seat = within(screen.getAllByRole('group', { name: 'Optimizer' })[0] as HTMLElement);
  for (const box of seat.getAllByRole('checkbox'))
    if ((box as HTMLInputElement).checked) fireEvent.click(box);
  const now = steering();
  expect(now?.kind === 'random' && now.among.optimizer).toHaveLength(1);
  expect(lab.store.getState().problems).toEqual([]);
});

test('choosing a preset fills the form, and is undone', async () => {
  const { lab, show } = await showStrategy();
  show(<StrategySetup />);
  fireEvent.change(screen.getByLabelText('Preset'), { target: { value: 'rare-classes' } });
  expect(lab.store.getState().draft?.rows).toHaveLength(5);
  fireEvent.click(screen.getByRole('button', { name: 'Undo the last change of the set-up' }));
  expect(lab.store.getState().draft).toEqual(CONFIG);
});

test('a row is given to a team, whose name its rows follow, and the team goes with its last row', async () => {
  const { lab, show } = await showStrategy();
  show(<StrategySetup />);
  const teams = () => lab.store.getState().draft?.teams.map(({ name }) => name);
  const give = (row: string, to: string) =>
    fireEvent.click(
      within(screen.getByRole('group', { name: `Who decides for ${row}` })).getByLabelText(to),
    );
  give('Usual', 'Team of agents');
  give('Tuned', 'Team of agents');
  expect(teams()).toEqual(['Team']);
  fireEvent.click(screen.getAllByRole('button', { name: 'A team of its own' })[0] as HTMLElement);
  expect(teams()).toEqual(['Team', 'Team 2']);
  fireEvent.change(screen.getAllByLabelText('How they decide and learn')[0] as HTMLElement, {
    target: { value: 'dqn-paper' },
  });
  type(screen.getAllByLabelText('Name').at(-2) as HTMLElement, 'Paper');
  expect(lab.store.getState().draft?.rows[1]?.steering).toEqual({ kind: 'team', team: 'Paper' });
  expect(lab.store.getState().problems).toEqual([]);
  give('Tuned', 'Recipe');
  expect(teams()).toEqual(['Team 2']);
});

test('how long a team waits before it learns is set, and that a run has too few experiences is said', async () => {
  const { lab, show } = await showStrategy();
  show(<StrategySetup />);
  const kind = within(screen.getByRole('group', { name: 'Who decides for Usual' }));
  fireEvent.click(kind.getByLabelText('Team of agents'));
  const field = screen.getByLabelText('They learn from … experiences on') as HTMLInputElement;
  expect(field.value).toBe('4');
  const words = () => document.getElementById(field.getAttribute('aria-describedby') ?? '');
  expect(words()?.textContent).not.toContain('they would never learn');
  expect(words()?.textContent).toContain(
    'one experience, known once the rewards of 5 intervals are: this',
  );
  type(field, '900');
  expect(lab.store.getState().draft?.teams[0]?.warmUp).toBe(900);
  expect(words()?.textContent).toContain('they would never learn');
  const how = screen.getByLabelText('How they decide and learn');
  fireEvent.change(how, { target: { value: 'bandits-thompson' } });
  expect(lab.store.getState().draft?.teams[0]).not.toHaveProperty('warmUp');
  expect(field.isConnected).toBe(false);
});

test('rows can be given to a search, whose method and numbers are set below, and it goes with its last row', async () => {
  const { lab, show } = await showStrategy();
  show(<StrategySetup />);
  const give = (row: string, to: string) =>
    fireEvent.click(
      within(screen.getByRole('group', { name: `Who decides for ${row}` })).getByLabelText(to),
    );
  const searches = () => lab.store.getState().draft?.searches;
  give('Usual', 'Search');
  give('Tuned', 'Search');
  expect(searches()).toHaveLength(1);
  expect(searches()?.[0]?.method).toBe('pbt');
  fireEvent.change(screen.getByLabelText('How it searches'), { target: { value: 'tpe' } });
  expect(screen.queryByLabelText(/^Taken over/)).toBeNull(); // TPE copies nothing
  type(screen.getByLabelText('Intervals of a trial'), '3');
  expect(searches()?.[0]).toMatchObject({ method: 'tpe', settings: { every: 3 } });
  expect(lab.store.getState().problems).toEqual([]);
  type(screen.getByLabelText('Intervals of a trial'), '0');
  expect(screen.getByRole('alert').textContent).toContain('a whole number from 1 to 2000');
  type(screen.getByLabelText('Intervals of a trial'), '2');
  fireEvent.click(screen.getAllByRole('button', { name: 'A search of its own' })[0] as HTMLElement);
  expect(searches()?.map(({ name }) => name)).toEqual(['Search', 'Search 2']);
  give('Tuned', 'Recipe');
  give('Usual', 'Team of agents');
  expect(searches()).toBeUndefined();
});

test('a trained team decides as it learned to: what it sees and may choose is not asked, and whether it learns on is', async () => {
  const { lab, show } = await showStrategy();
  lab.openTeam(TEAM_FILE);
  show(<StrategySetup />);
  expect(screen.queryByLabelText('What they are rewarded for')).toBeNull();
  const learns = screen.getByLabelText(/goes on learning/) as HTMLInputElement;
  fireEvent.click(learns);
  expect(lab.store.getState().draft?.teams[0]?.trained?.learns).toBe(true);
  expect(lab.store.getState().problems).toEqual([]);
  const how = screen.getByLabelText('How they decide and learn') as HTMLSelectElement;
  expect(how.selectedOptions[0]?.textContent).toBe('Trained team: Mine');
  fireEvent.change(how, { target: { value: 'dqn-vdn' } });
  expect(lab.store.getState().draft?.teams[0]?.trained).toBeUndefined();
  expect(screen.queryByLabelText('What they are rewarded for')).not.toBeNull();
});
