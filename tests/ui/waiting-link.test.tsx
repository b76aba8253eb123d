// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Setup } from '#ui/setup/Setup.tsx';
import { WaitingLink } from '#ui/shell/WaitingLink.tsx';
import { eventually } from '../setup/eventually.ts';
import { createMemoryLibrary } from '../store/library/memory-library.ts';
import { simulateRun } from '../store/library/simulate-run.ts';
import { CONFIG } from './fake-catalog.ts';
import { openLab, wakeLab } from './open-lab.tsx';

afterEach(() => localStorage.clear());

const COSTLY = { ...CONFIG, populationSize: 64, generations: 1000 };

/** The page with a link's run that waits, on a machine that is so many times as slow as was feared; null: not measured. */
async function openWaiting(slowness: number | null) {
  if (slowness !== null)
    localStorage.setItem(
      'machine-speed',
      JSON.stringify({ [`${CONFIG.algorithm} ${CONFIG.environment}`]: slowness }),
    );
  const { lab, show } = await openLab({ config: COSTLY });
  lab.wait();
  show(
    <>
      <WaitingLink />
      <Setup />
    </>,
  );
  return lab;
}

const timeIn = (text: string | null) => /about [\d.]+ (minutes|hours)/.exec(text ?? '')?.[0];
const waits = () => screen.getByText(/waits for you/).textContent;
const setUp = () => screen.getByLabelText('What this set-up takes').textContent;

test('how long a run takes is not guessed before this machine was measured', async () => {
  await openWaiting(null);
  for (const text of [waits(), setUp()]) expect(text).not.toMatch(/minute|hour|second|at most/);
});

test.each([0.25, 3])(
  'a run that waits is said to take what its set-up is said to take (slowness %s)',
  async (slowness) => {
    const lab = await openWaiting(slowness);
    await eventually(() => expect(timeIn(waits())).toBeDefined());
    const time = timeIn(waits());
    expect(time).toMatch(/^about/);
    expect(timeIn(setUp())).toBe(time);

    act(() => lab.setFields({ generations: 500 }));
    expect(timeIn(waits())).not.toBe(time);
    expect(timeIn(setUp())).toBe(timeIn(waits()));
  },
);

test('where the library knows how such runs end, the time is to there, and that is said', async () => {
  const library = createMemoryLibrary();
  const config = { ...CONFIG, generations: 900, target: { ...CONFIG.target, enabled: true } };
  for (const seed of [1, 2]) {
    const run = await simulateRun(3, { config: { ...config, seed } });
    await library.add({ ...run, record: { ...run.record, end: 'target' } });
  }
  localStorage.setItem(
    'machine-speed',
    JSON.stringify({ [`${CONFIG.algorithm} ${CONFIG.environment}`]: 10 }),
  );
  const { lab, show } = await openLab({ config, library });
  lab.wait();
  show(
    <>
      <WaitingLink />
      <Setup />
    </>,
  );
  await eventually(() => expect(setUp()).toMatch(/2 of 2 such runs reached the target/));
  const short = timeIn(setUp());
  await eventually(() => expect(timeIn(waits())).toBe(short));
  act(() => lab.setFields({ 'training.stepsPerGeneration': 4000 }));
  expect(setUp()).not.toMatch(/such runs/);
  expect(timeIn(setUp())).toMatch(/hours/);
});

test.each([
  ['#/evolve?v=1&p=cartpole-dqn', true],
  ['#/evolve', false],
])('while %s is read, the place of what it will say is kept: %s', async (address, isKept) => {
  location.hash = address;
  const { lab, show } = wakeLab({ config: COSTLY });
  const { container } = show(<WaitingLink />);
  const place = container.firstElementChild as HTMLElement | null;
  expect(place !== null).toBe(isKept);
  expect(place?.style.visibility ?? 'hidden').toBe('hidden');
  await act(() => Promise.resolve());
  act(() => lab.wait());
  expect(screen.getByText(/waits for you/)).toBeTruthy();
  expect((container.firstElementChild as HTMLElement).style.visibility).toBe('');
  location.hash = '';
});

test('a run that waits is not begun while its set-up is wrong', async () => {
  const lab = await openWaiting(null);
  const run = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Run it' });
  act(() => lab.setFields({ populationSize: -1 }));
  expect(run().disabled).toBe(true);
  act(() => lab.setFields({ populationSize: 6 }));
  fireEvent.click(run());
  expect(lab.store.getState()).toMatchObject({ run: 1, waiting: false });
});

test('a link that waits over a run says that the run goes on, and can be put away', async () => {
  const lab = await openWaiting(null);
  act(() => lab.start());
  act(() => {
    lab.setUp(CONFIG, 'cartpole-dqn');
    lab.wait();
  });
  expect(waits()).toMatch(/Until then the run below goes on as it is/);
  act(() => lab.pause());
  await expect.poll(waits).toMatch(/Until then the run below stays paused/);
  expect(screen.getAllByRole('button', { name: /^(Run it|Start it|Restart)/ })).toHaveLength(1);
  fireEvent.click(screen.getByRole('button', { name: 'Not now' }));
  expect(screen.queryByText(/waits for you/)).toBeNull();
  expect(lab.store.getState()).toMatchObject({ run: 1, draft: COSTLY, waiting: false });
});
