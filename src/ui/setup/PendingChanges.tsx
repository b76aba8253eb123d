import { counted } from '#core/counted.ts';
import type { Field } from '#core/field.ts';
import { fieldValue, same } from '#store/configuration.ts';
import { Button } from '../parts/Button.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Setup.module.css';

/** Says what is set up but does not run yet, and how to run it. */
export function PendingChanges({ fields }: { readonly fields: readonly Field[] }) {
  const lab = useLab();
  const draft = useLabState((state) => state.draft);
  const config = useLabState((state) => state.config);
  const problems = useLabState((state) => state.problems.length);
  if (!draft || !config) return null;
  const waiting = fields.filter(
    (field) => field.path !== 'seed' && !same(fieldValue(draft, field), fieldValue(config, field)),
  );
  if (waiting.length === 0) return null;
  return (
    <div className={styles['pending']} role="status">
      <p>
        {problems > 0
          ? `${counted(problems, 'field has', 'fields have')} to be mended first.`
          : `${counted(waiting.length, 'change waits', 'changes wait')} for a restart: ${waiting
              .slice(0, 3)
              .map(({ label }) => label)
              .join(', ')}${waiting.length > 3 ? '…' : ''}`}
      </p>
      <Button look="solid" disabled={problems > 0} onClick={() => lab.start()}>
        Restart with them
      </Button>
    </div>
  );
}
