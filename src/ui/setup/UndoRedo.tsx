import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';

/** Steps back and forth through what was set up. */
export function UndoRedo() {
  const lab = useLab();
  const canUndo = useLabState(({ timeline }) => timeline.past.length > 0);
  const canRedo = useLabState(({ timeline }) => timeline.future.length > 0);
  return (
    <>
      <Button
        square
        disabled={!canUndo}
        aria-label="Undo the last change of the set-up"
        title="Undo (Ctrl+Z)"
        onClick={() => lab.undo()}
      >
        <Icon name="undo" />
      </Button>
      <Button
        square
        disabled={!canRedo}
        aria-label="Redo the change of the set-up"
        title="Redo (Ctrl+Shift+Z)"
        onClick={() => lab.redo()}
      >
        <Icon name="redo" />
      </Button>
    </>
  );
}
