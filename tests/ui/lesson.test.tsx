// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { ALL_OPEN, type Controls, SETTING_CONTROLS } from '#protocol/controls.ts';
import { Setup } from '#ui/setup/Setup.tsx';
import { LinkBanners } from '#ui/share/LinkBanners.tsx';
import { TeacherControls } from '#ui/share/TeacherControls.tsx';
import { openLab } from './open-lab.tsx';

const LOCKED: Controls = {
  hidden: [],
  locked: SETTING_CONTROLS.map(({ name }) => name),
  open: ['hyperparameters.learningRate'],
};

/** The part of the dialog for a class, with what is chosen in it. */
function Teacher({ onChosen }: { readonly onChosen: (controls: Controls) => void }) {
  const [controls, setControls] = useState<Controls>(ALL_OPEN);
  onChosen(controls);
  return <TeacherControls controls={controls} onControls={setControls} onPreview={() => {}} />;
}

/** Opens it; gives what is chosen in it. */
async function teach(): Promise<() => Controls> {
  const { show } = await openLab();
  let chosen = ALL_OPEN;
  show(
    <Teacher
      onChosen={(controls) => {
        chosen = controls;
      }}
    />,
  );
  return () => chosen;
}

test('all settings are locked but those that are chosen, which can be locked again', async () => {
  const chosen = await teach();
  const choose = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  choose('Lock all settings but', 'hyperparameters.learningRate');
  expect(chosen()).toEqual(LOCKED);
  choose('Leave open too', 'seed');
  expect(chosen().locked).not.toContain('seed');
  expect(chosen().locked).toHaveLength(SETTING_CONTROLS.length - 1);
  fireEvent.click(screen.getByRole('button', { name: 'Lock Learning rate again' }));
  expect(chosen().open).toBeUndefined();
  fireEvent.click(screen.getByRole('button', { name: 'All open' }));
  expect(chosen()).toEqual(ALL_OPEN);
});

test('a text and a goal are given to a class; what is no goal is said and left out', async () => {
  const chosen = await teach();
  const type = (label: RegExp, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  type(/^Text for the class/, 'Find a better learning rate.');
  type(/^Goal/, '-85,5');
  expect(chosen().lesson).toEqual({ text: 'Find a better learning rate.', goal: -85.5 });
  type(/^Goal/, 'much');
  expect(screen.getByLabelText(/^Goal/).getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('“much” is no number; a goal is one, as 475.')).toBeTruthy();
  expect(chosen().lesson?.goal).toBeNull();
  type(/^Goal/, '');
  type(/^Text for the class/, ' ');
  expect(chosen()).toEqual(ALL_OPEN);
});

test('a pupil can change what was left open and nothing else, and is told once what is locked', async () => {
  const { lab, show } = await openLab();
  act(() => lab.setControls(LOCKED));
  show(<Setup />);
  const isDisabled = (label: string) =>
    screen.getByLabelText(label).closest('fieldset:disabled, fieldset[disabled]') !== null;
  expect(isDisabled('Learning rate')).toBe(false);
  expect(isDisabled('Batch size')).toBe(true);
  expect(isDisabled('Double Q-learning')).toBe(true);
  expect(isDisabled('Tournament size')).toBe(true);
  expect(screen.getByText('Algorithm (partly locked)')).toBeTruthy();
  expect(screen.getByText('Selection (locked)')).toBeTruthy();
  expect(screen.getAllByText('The greyed settings are locked by the link.')).toHaveLength(1);
  for (const reason of screen.getAllByText('Locked by the link.'))
    expect(reason.className).toContain('visually-hidden');
});

test('the lesson of a link stands on the page, with how far the run is from its goal', async () => {
  const { engine, lab, show } = await openLab();
  const lesson = { text: 'Which agent wins,\nand why?', goal: 1 };
  act(() => lab.setControls({ ...ALL_OPEN, lesson }));
  show(<LinkBanners />);
  const card = within(screen.getByRole('region', { name: 'Lesson' }));
  expect(card.getByText(/Which agent wins,/).textContent).toBe(lesson.text);
  expect(card.getByText(/a champion with a mean return of at least 1\./)).toBeTruthy();
  expect(card.getByRole('status').textContent).toBe('The run has not begun yet.');
  await act(async () => {
    lab.start();
    while ((lab.history()?.generations ?? 0) < 3) engine.tick();
    await new Promise((resolve) => setTimeout(resolve, 300)); // the page hears of it now and then
  });
  expect(card.getByRole('status').textContent).toMatch(
    /^(Reached: agent \d+, the champion, has \d+\.|No agent has been evaluated yet\.)$/,
  );
});
