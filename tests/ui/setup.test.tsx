// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Lab } from '#store/lab/lab.ts';
import { Setup } from '#ui/setup/Setup.tsx';
import { CONFIG } from './fake-catalog.ts';
import type { FakeEngine } from './fake-engine.ts';
import { openLab } from './open-lab.tsx';

let engine: FakeEngine;
let lab: Lab;

beforeEach(async () => {
  const open = await openLab();
  ({ engine, lab } = open);
  open.show(<Setup />);
});

const draft = () => lab.store.getState().draft;

function type(label: string, text: string): void {
  const input = screen.getByLabelText(label);
  fireEvent.change(input, { target: { value: text } });
  fireEvent.blur(input);
}

test('every field of the catalog has a control with its label', () => {
  for (const label of [
    'Tournament size',
    'Latent size',
    'Learning rate',
    'Target fitness',
    'Double Q-learning',
  ])
    expect(screen.getAllByLabelText(label).length).toBeGreaterThan(0);
});

test('what is wrong is said at the field, and goes when it is mended', () => {
  type('Tournament size', '99');
  const input = screen.getByLabelText('Tournament size');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  const words = document.getElementById(input.getAttribute('aria-describedby') ?? '');
  expect(words?.textContent).toMatch(/Tournament size/);
  type('Tournament size', '3');
  expect(input.getAttribute('aria-invalid')).toBe('false');
  expect(draft()?.selection.tournamentSize).toBe(3);
});

test('text that is no number is kept and called a problem', () => {
  type('Latent size', 'many');
  expect(screen.getByLabelText('Latent size').getAttribute('aria-invalid')).toBe('true');
  expect(draft()?.network.latent).toBe('many');
});

test('a changed field shows the way back to its preset', () => {
  type('Evaluation episodes', '9');
  fireEvent.click(screen.getByRole('button', { name: 'Evaluation episodes: back to 5' }));
  expect(draft()?.evaluation.episodes).toBe(5);
  expect(screen.queryByRole('button', { name: /Evaluation episodes: back/ })).toBeNull();
});

test('a divider of the mix moves by key and the sum stays one', () => {
  const divider = screen.getByRole('slider', {
    name: 'Divider between no mutation and architecture',
  });
  fireEvent.keyDown(divider, { key: 'ArrowLeft' });
  expect(draft()?.mutation).toMatchObject({ none: 0.29, architecture: 0.21 });
});

test('a share of the mix that is typed takes its part from the others', () => {
  const input = screen.getByLabelText('weights, per cent');
  fireEvent.change(input, { target: { value: '60' } });
  fireEvent.blur(input);
  const { none, architecture, parameters, activation, hyperparameter } = draft()?.mutation ?? {};
  expect(parameters).toBe(0.6);
  const sum = [none, architecture, parameters, activation, hyperparameter];
  expect(sum.reduce<number>((total, share) => total + Math.round((share ?? 0) * 100), 0)).toBe(100);
});

test('a share that cannot be is named at its field, counted, and undone', () => {
  const before = draft()?.mutation;
  type('weights, per cent', '140');
  expect(screen.getByText('weights is "140": it must be a number from 0 to 100')).toBeDefined();
  expect(screen.getByText('1 problem')).toBeDefined();
  expect(screen.getByLabelText<HTMLInputElement>('weights, per cent').value).toBe('140');
  act(() => lab.undo());
  expect(draft()?.mutation).toEqual(before);
});

test('a share that cannot be stays when another changes, and is mended by a right one', () => {
  type('weights, per cent', 'many');
  type('architecture, per cent', '50');
  expect(lab.store.getState().problems).toHaveLength(1);
  type('weights, per cent', '20');
  expect(lab.store.getState().problems).toEqual([]);
  expect(draft()?.mutation.parameters).toBe(0.2);
});

test('a problem is named by its label, and leads to its field', () => {
  type('Lowest batch size', '9999');
  fireEvent.click(screen.getByRole('button', { name: 'Lowest batch size' }));
  const input = screen.getByLabelText('Lowest batch size');
  expect(document.activeElement).toBe(input);
  expect(input.closest('details')?.open).toBe(true);
  expect(screen.getByRole('alert').textContent).toBe(
    'Lowest batch size is 9999: it must be a whole number from 1 to 1024',
  );
});

test('decimals take a comma, and what can be read in two ways is asked about', () => {
  type('Learning rate', '0,002');
  expect(draft()?.hyperparameters['learningRate']?.value).toBe(0.002);
  type('Latent size', '1,000');
  expect(
    screen.getByText('Latent size: “1,000” can be read in two ways; write 1000 or 1'),
  ).toBeDefined();
  expect(screen.getByLabelText('Target fitness').getAttribute('inputmode')).toBe('text');
});

test('layers are typed as the page writes them', () => {
  type('Encoder layers', '64→32');
  expect(draft()?.network.encoderHidden).toEqual([64, 32]);
  type('Head layers', '64->64');
  expect(draft()?.network.headHidden).toEqual([64, 64]);
});

test('a start value outside of its range widens the range, says so, and is undone', () => {
  type('Learning rate', '0.00005');
  expect(draft()?.hyperparameters['learningRate']).toMatchObject({ value: 5e-5, min: 5e-5 });
  const words = screen.getByText(
    /So that they fit together: Lowest learning rate 0.0001 → 0.00005/,
  );
  fireEvent.click(within(words).getByRole('button', { name: 'Undo' }));
  expect(draft()?.hyperparameters['learningRate']).toEqual(CONFIG.hyperparameters['learningRate']);
  expect(screen.queryByText(/So that they fit together/)).toBeNull();
});

test('a handle of a range stops at the start value', () => {
  const handle = screen.getByLabelText('Lowest learning rate, slider');
  fireEvent.change(handle, { target: { value: '190' } });
  fireEvent.blur(handle);
  expect(draft()?.hyperparameters['learningRate']).toMatchObject({ value: 1e-3, min: 1e-3 });
  expect(lab.store.getState().problems).toEqual([]);
});

test('changes are undone and made again, one by one', () => {
  const undo = () => screen.getByRole('button', { name: /^Undo/ });
  expect(undo().hasAttribute('disabled')).toBe(true);
  type('Evaluation episodes', '9');
  type('Latent size', '48');
  fireEvent.click(undo());
  expect(draft()?.network.latent).toBe(CONFIG.network.latent);
  expect(draft()?.evaluation.episodes).toBe(9);
  fireEvent.click(undo());
  expect(draft()).toEqual(CONFIG);
  fireEvent.click(screen.getByRole('button', { name: /^Redo/ }));
  expect(draft()?.evaluation.episodes).toBe(9);
});

test('what is undone in the form does not reach the run', () => {
  act(() => lab.start());
  type('weights, per cent', '60');
  const sent = engine.received.filter(({ kind }) => kind === 'edit').length;
  act(() => lab.undo());
  expect(draft()?.mutation).toEqual(CONFIG.mutation);
  expect(engine.received.filter(({ kind }) => kind === 'edit')).toHaveLength(sent);
});

test('a preset chosen over a run starts nothing, says so, and leads back', () => {
  act(() => lab.start());
  const started = () => engine.received.filter(({ kind }) => kind === 'start').length;
  const other = document.querySelector<HTMLOptionElement>('#preset option:not(:checked)');
  fireEvent.change(screen.getByLabelText('Preset'), { target: { value: other?.value } });
  expect(started()).toBe(1);
  expect(screen.getByText(/This set-up is not the run’s: nothing .* reaches it/)).toBeDefined();
  type('Tournament size', '3');
  expect(engine.received.some(({ kind }) => kind === 'edit')).toBe(false);
  fireEvent.click(screen.getByRole('button', { name: 'Back to the run’s settings' }));
  expect(draft()).toEqual(CONFIG);
  expect(screen.queryByText(/This set-up is not the run’s/)).toBeNull();
  type('Tournament size', '3');
  expect(engine.received.some(({ kind }) => kind === 'edit')).toBe(true);
});

test('what the set-up takes is said before it is begun', () => {
  const estimate = screen.getByLabelText('What this set-up takes');
  expect(estimate.textContent).toMatch(/\d.*steps|steps.*\d/);
  expect(estimate.textContent).not.toMatch(/at most/);
});

test('a change that needs a restart is offered one', () => {
  act(() => lab.start());
  type('Evaluation episodes', '9');
  const offer = screen.getByText(/1 change needs a restart: Evaluation episodes/);
  fireEvent.click(within(offer.parentElement as HTMLElement).getByRole('button'));
  expect(lab.store.getState().config?.evaluation.episodes).toBe(9);
  expect(screen.queryByText(/needs a restart/)).toBeNull();
});

test('an explanation is shown on demand', () => {
  const button = screen.getByRole('button', { name: 'About Tournament size' });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  fireEvent.click(button);
  expect(button.getAttribute('aria-expanded')).toBe('true');
  expect(button.closest('[data-field]')?.textContent).toMatch(
    /Each parent is the best of so many agents/,
  );
});

test('an environment’s options have a group, with what they are where nothing was chosen', () => {
  expect(screen.queryByLabelText('Wind power')).toBeNull();
  act(() => lab.setFields({ environment: 'LunarLander-v3' }));
  const input = () => screen.getByLabelText<HTMLInputElement>('Wind power');
  expect(input().value).toBe('15');
  expect(draft()).not.toHaveProperty('environmentOptions');

  type('Wind power', '18');
  expect(draft()?.environmentOptions).toEqual({ wind_power: 18 });
  type('Wind power', '21');
  const words = document.getElementById(input().getAttribute('aria-describedby') ?? '');
  expect(words?.textContent).toBe('Wind power is 21: it must be a number from 0 to 20');
  fireEvent.click(screen.getByRole('button', { name: 'Wind power: back to 15' }));
  expect(draft()).not.toHaveProperty('environmentOptions');

  type('Wind power', '18');
  act(() => lab.setFields({ environment: 'MountainCar-v0' }));
  expect(draft()).not.toHaveProperty('environmentOptions');
  expect(lab.store.getState().problems).toEqual([]);
});

test('without evolution, what then means nothing is greyed with the reason', () => {
  expect(screen.getByLabelText('Tournament size').matches(':disabled')).toBe(false);
  act(() => lab.setFields({ evolution: 'off' }));
  expect(screen.getByText(/nobody is selected: every agent trains on/)).toBeDefined();
  for (const label of ['Tournament size', 'weights, per cent', 'Lowest learning rate'])
    expect(screen.getByLabelText(label).matches('fieldset:disabled *'), label).toBe(true);
  for (const label of ['Learning rate', 'Evaluation episodes'])
    expect(screen.getByLabelText(label).matches('fieldset:disabled *'), label).toBe(false);
});
