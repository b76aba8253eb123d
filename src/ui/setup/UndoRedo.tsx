import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';

interface Travel {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  undo(): void;
  redo(): void;
}

/** Steps back and forth through what was set up. */
export function UndoRedo({ canUndo, canRedo, undo, redo }: Travel) {
  return (
    <>
      <Button
        square
        disabled={!canUndo}
        aria-label="Undo the last change of the set-up"
        title="Undo (Ctrl+Z)"
        onClick={undo}
      >
        <Icon name="undo" />
      </Button>
      <Button
        square
        disabled={!canRedo}
        aria-label="Redo the change of the set-up"
        title="Redo (Ctrl+Shift+Z)"
        onClick={redo}
      >
        <Icon name="redo" />
      </Button>
    </>
  );
}
