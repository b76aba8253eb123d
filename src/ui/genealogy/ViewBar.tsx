import type { ReactNode } from 'react';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import styles from './Genealogy.module.css';
import type { ViewControl } from './use-view.ts';

/** Generations shown on a narrow screen, and at least by the button that follows the latest. */
export const LAST = 40;

/** Closer, further, everything, the latest; beside the minimap. */
export function ViewBar({
  control,
  narrow,
  children,
}: {
  readonly control: ViewControl;
  readonly narrow: boolean;
  /** The minimap. */
  readonly children: ReactNode;
}) {
  const { kind } = control.view;
  const latest = () => {
    const columns = kind === 'whole' ? LAST : control.window.columns;
    control.set({ kind: 'latest', columns: Math.min(columns, control.extent.generations) }, true);
  };
  const isShort = control.extent.generations <= 6;
  return (
    <div className={styles['viewBar']}>
      {children}
      <div className={styles['viewButtons']}>
        {narrow && (
          <Segmented
            label="Generations shown"
            name="extent"
            value={kind === 'whole' ? 'whole' : 'last'}
            options={[
              { value: 'last', label: `Last ${LAST}` },
              { value: 'whole', label: 'Whole run' },
            ]}
            onChange={(extent) =>
              control.set(
                extent === 'whole' ? { kind: 'whole' } : { kind: 'latest', columns: LAST },
                true,
              )
            }
          />
        )}
        <Button
          square
          aria-label="Zoom out"
          title="Zoom out (−)"
          disabled={kind === 'whole'}
          onClick={() => control.zoom(1 / 1.6, undefined, true)}
        >
          <Icon name="minus" />
        </Button>
        <Button
          square
          aria-label="Zoom in"
          title="Zoom in (+), or Ctrl and the wheel"
          onClick={() => control.zoom(1.6, undefined, true)}
        >
          <Icon name="plus" />
        </Button>
        {!narrow && (
          <>
            <Button
              square
              aria-label="Show the whole run"
              title="Show the whole run (0)"
              aria-pressed={kind === 'whole'}
              onClick={() => control.set({ kind: 'whole' }, true)}
            >
              <Icon name="fit" />
            </Button>
            <Button
              square
              aria-label="Follow the latest generations"
              title="Follow the latest generations"
              aria-pressed={kind === 'latest'}
              disabled={isShort}
              onClick={latest}
            >
              <Icon name="latest" />
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
