import { useEffect } from 'react';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import { areSingleKeysOn } from '../shell/single-keys.ts';

/** Keys of the strategy lab: Space, n, c and r, and those that undo and redo. */
export function useStrategyKeys(lab: StrategyLab): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.altKey || isTyping(target)) return;
      if (event.ctrlKey || event.metaKey) return travel(lab, event);
      if (!areSingleKeysOn() || isPressable(event)) return;
      const { status } = lab.store.getState();
      const actions: Record<string, () => void> = {
        ' ': () => (status.kind === 'running' ? lab.pause() : lab.play()),
        n: () => lab.step('generation'),
        c: () => lab.step('chunk'),
        r: () => lab.start(),
      };
      const action = actions[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [lab]);
}

function travel(lab: StrategyLab, event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  if (key === 'y' || event.shiftKey) lab.redo();
  else lab.undo();
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.matches('select, textarea, input:not([type=checkbox], [type=radio], [type=range])') ||
    target.closest('dialog') !== null);

/** Space on a control is that control's. */
const isPressable = ({ key, target }: KeyboardEvent): boolean =>
  key === ' ' && target instanceof HTMLElement && target.matches('button, a, summary, input');
