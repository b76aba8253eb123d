// @vitest-environment happy-dom
import { act, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { RunList } from '#store/library/library.ts';
import { LibraryContext, useRuns } from '#ui/library/library-context.ts';
import { createMemoryLibrary } from '../store/library/memory-library.ts';
import { simulateRun } from '../store/library/simulate-run.ts';

function Count() {
  const answer = useRuns();
  return <p>{answer.kind === 'there' ? `${answer.value.runs.length} runs` : answer.kind}</p>;
}

test('a run that is written while the list is being read is in it, whichever answer comes first', async () => {
  const library = createMemoryLibrary();
  const run = await simulateRun(2);
  /** Answers that are held back, the oldest first. */
  const held: (() => void)[] = [];
  const slow = {
    ...library,
    async listRuns(): Promise<RunList> {
      const list = await library.listRuns();
      await new Promise<void>((resolve) => held.push(resolve));
      return list;
    },
  };
  render(
    <LibraryContext value={slow}>
      <Count />
    </LibraryContext>,
  );
  await act(() => Promise.resolve());
  await act(() => library.add(run)); // and says so
  // the newest first, for as long as there are any
  for (let release = held.pop(); release; release = held.pop())
    await act(async () => {
      release?.();
      await new Promise((resolve) => setTimeout(resolve));
    });
  expect(screen.getByText('1 runs')).toBeTruthy();
});
