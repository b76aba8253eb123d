import { type ReactNode, useCallback, useState } from 'react';
import type { ModelSource } from '#store/library/tfjs/model-files.ts';
import { Later, lazyPart } from '../parts/lazy-part.tsx';

const dialogPart = lazyPart(async () => (await import('./ModelDialog.tsx')).ModelDialog);

/** Opens the models among files, one after the other, each in a dialog. */
export function useModels(): {
  /** Resolves to the files that are no model, at once. Rejects with a `Damage` for what is too large. */
  take(files: readonly File[]): Promise<readonly File[]>;
  /** To be drawn wherever it is used. */
  readonly dialog: ReactNode;
} {
  const [{ waiting, done }, set] = useState<{ waiting: readonly ModelSource[]; done: number }>({
    waiting: [],
    done: 0,
  });
  const take = useCallback(async (files: readonly File[]) => {
    const { modelsIn } = await import('#store/library/tfjs/model-files.ts');
    const { models, rest } = await modelsIn(files);
    set((before) => ({ ...before, waiting: [...before.waiting, ...models] }));
    return rest;
  }, []);
  const onClose = () =>
    set((before) => ({ waiting: before.waiting.slice(1), done: before.done + 1 }));
  const [source] = waiting;
  return {
    take,
    dialog: source && <Later key={done} part={dialogPart} props={{ source, onClose }} />,
  };
}
