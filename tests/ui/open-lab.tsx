import { type RenderResult, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { onTestFinished } from 'vitest';
import type { RunConfig } from '#core/run-config.ts';
import { createClient, type EnginePort } from '#protocol/client.ts';
import { createLab } from '#store/lab/create-lab.ts';
import type { Lab } from '#store/lab/lab.ts';
import { LibraryContext } from '#ui/library/library-context.ts';
import { LabContext } from '#ui/shell/lab-context.ts';
import { createMemoryLibrary } from '../store/library/memory-library.ts';
import { CONFIG } from './fake-catalog.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';

export interface OpenLab<Engine extends EnginePort = FakeEngine> {
  readonly engine: Engine;
  readonly lab: Lab;
  readonly library: ReturnType<typeof createMemoryLibrary>;
  /** Draws a part of the page in this lab, over this library. */
  show(part: ReactNode): RenderResult;
}

export interface Opening {
  readonly config?: RunConfig;
  readonly presetId?: string | null;
  readonly library?: OpenLab['library'];
}

/**
 * A lab over a simulated engine or the given one, with a configuration in its form and an empty library or the given
 * one. It is put away after the test.
 */
export function openLab(opening?: Opening): Promise<OpenLab>;
export function openLab<Engine extends EnginePort>(
  opening: Opening & { readonly engine: Engine },
): Promise<OpenLab<Engine>>;
export async function openLab(opening: Opening = {}): Promise<OpenLab> {
  const open = wakeLab(opening);
  await Promise.resolve();
  return open;
}

/** Makes the lab as {@link openLab} gives it, before its engine has said that it is ready. */
export function wakeLab({
  config = CONFIG,
  presetId = 'cartpole-dqn',
  library = createMemoryLibrary(),
  engine = createFakeEngine(),
}: Opening & { readonly engine?: FakeEngine } = {}): OpenLab {
  const lab = createLab(
    createClient(() => engine),
    (ready) => ready.setUp(config, presetId),
  );
  onTestFinished(() => lab.dispose());
  const show = (part: ReactNode) =>
    render(
      <LabContext value={lab}>
        <LibraryContext value={library}>{part}</LibraryContext>
      </LabContext>,
    );
  return { engine, lab, library, show };
}
