import { type RenderResult, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { LibraryContext } from '#ui/library/library-context.ts';
import { LabContext } from '#ui/shell/lab-context.ts';
import { StrategyContext } from '#ui/strategy/strategy-context.ts';
import { type OpenStrategy, openStrategy } from '../../store/strategy/open-strategy.ts';
import { openLab } from '../open-lab.tsx';

export interface ShownStrategy extends OpenStrategy {
  /** Draws a part of the page in this lab, over its library. */
  show(part: ReactNode): RenderResult;
}

/** A strategy lab over a simulated engine, with a configuration in its form. */
export async function showStrategy(
  options?: Parameters<typeof openStrategy>[0],
): Promise<ShownStrategy> {
  const open = await openStrategy(options);
  const { lab: evolution } = await openLab();
  const show = (part: ReactNode) =>
    render(
      <LabContext value={evolution}>
        <StrategyContext value={open.lab}>
          <LibraryContext value={open.library}>{part}</LibraryContext>
        </StrategyContext>
      </LabContext>,
    );
  return { ...open, show };
}
