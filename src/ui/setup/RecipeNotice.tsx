import { counted } from '#core/counted.ts';
import type { RunConfig } from '#core/run-config.ts';
import { withoutSchedule } from '#store/history/schedule.ts';
import { Button } from '../parts/Button.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Setup.module.css';

/** Says that what is set up is one agent with a recipe, and how to be rid of it. */
export function RecipeNotice({ draft }: { readonly draft: RunConfig }) {
  const lab = useLab();
  const presetId = useLabState((state) => state.presetId);
  const preset = useLabState(({ catalog }) => catalog?.presets.find(({ id }) => id === presetId));
  const steps = (draft.schedule ?? []).filter(({ family }) => family !== 'none').length;
  return (
    <div className={styles['pending']}>
      <p>
        One agent follows a recipe of {counted(steps, 'mutation')}; selection and mutation below
        have no part in it.
      </p>
      {preset && (
        <Button
          look="outlined"
          onClick={() => lab.setUp(withoutSchedule(draft, preset.config), presetId)}
        >
          Take the recipe out
        </Button>
      )}
    </div>
  );
}
