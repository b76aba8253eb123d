import { useEffect } from 'react';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import { isPressable, isTyping, travel } from '../shell/key-targets.ts';
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
