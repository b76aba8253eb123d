// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { StrategyDevice } from '#ui/strategy/StrategyDevice.tsx';
import { StrategyNotices } from '#ui/strategy/StrategyNotices.tsx';
import { showStrategy } from './show-strategy.tsx';

test('what a strategy run is computed on is chosen before it begins, and why it is so is said', async () => {
  const { lab, engine, show } = await showStrategy();
  show(<StrategyDevice narrow={false} />);
  const words = () => screen.getByRole('dialog', { hidden: true }).textContent;
  expect(screen.getByRole('button').textContent).toMatch(/^wasm·exact\./);
  const choice = await screen.findByRole('radio', { name: 'GPU', hidden: true });
  expect(words()).toContain('The GPU is being looked for.');
  const gpu = { kind: 'webgpu', available: false, description: 'no adapter', threads: 1 } as const;
  act(() => lab.store.setState({ gpu }));
  // The part was loaded a moment ago and may not listen yet.
  await expect.poll(words).toContain('No GPU can be used here: no adapter.');
  fireEvent.click(choice);
  expect(screen.getByRole('button').textContent).toMatch(/^webgpu·repeatable here\./);
  act(() => lab.start());
  expect(engine().received).toContainEqual({ kind: 'device', choice: 'webgpu' });
  expect(words()).toMatch(/made up\. A test\..*by hand.*takes effect with the next start/);
});

test('a run that cannot have its GPU says so, and is computed with WebAssembly at a word', async () => {
  const { lab, engine, show } = await showStrategy();
  show(<StrategyNotices />);
  act(() => {
    lab.chooseDevice('webgpu');
    lab.start();
    lab.store.setState({
      started: null,
      status: { kind: 'failed', during: 'preparation', message: 'there is no GPU here' },
    });
  });
  expect(screen.getByRole('alert').textContent).toContain('there is no GPU here.');
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Compute it with WebAssembly' }));
  });
  await expect.poll(() => lab.store.getState().status.kind).toBe('running');
  expect(engine().received.map((each) => each.kind === 'device' && each.choice)).toContain('auto');
});

test('a run whose checkpoint cannot be taken up is begun anew at a word', async () => {
  const { lab, engine, show } = await showStrategy();
  show(<StrategyNotices />);
  await act(async () => {
    lab.start();
    for (let i = 0; i < 3; i++) engine().tick();
    const { run } = lab.store.getState();
    const message = 'the checkpoint is damaged: it holds no weights';
    engine().emit({ kind: 'failed', run, during: 'the images', message, stack: '' });
  });
  expect(screen.getByRole('button', { name: /^Go on from interval/ })).toBeTruthy();
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Begin anew' }));
  });
  await expect.poll(() => engine().received.at(-1)?.kind).toBe('start');
});
