import type { DamagedItem } from '#store/library/shelf.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import styles from './Library.module.css';
import { useLibrary } from './library-context.ts';

/** Records that cannot be read any more. The other runs are not touched by them. */
export function DamagedRuns({ damaged }: { readonly damaged: readonly DamagedItem[] }) {
  const library = useLibrary();
  return (
    <section aria-label="Damaged runs" className={styles['outcomes']}>
      {damaged.map(({ id, message }) => (
        <div key={id} className={styles['outcome']} data-tone="problem">
          <Icon name="warning" />
          <p>
            A run cannot be read any more: {message}. The others are not touched by it.{' '}
            <span className={styles['faint']}>{id}</span>
          </p>
          <Button look="outlined" onClick={() => library.purge(id)}>
            Delete it
          </Button>
        </div>
      ))}
    </section>
  );
}
