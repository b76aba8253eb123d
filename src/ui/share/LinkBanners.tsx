import { controlsWords } from '#store/lab/access.ts';
import { Button } from '../parts/Button.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './LinkBanners.module.css';
import { ReferenceCard } from './ReferenceCard.tsx';

/** What the link that was opened brought with it: the sender's result, and what it hides and locks. */
export function LinkBanners() {
  const hasReference = useLabState((state) => state.reference !== null);
  return (
    <>
      <Preview />
      <Lifting />
      {hasReference && <ReferenceCard />}
    </>
  );
}

/** A teacher sees the page as the link will show it. */
function Preview() {
  const lab = useLab();
  const preview = useLabState((state) => state.preview);
  if (!preview) return null;
  return (
    <div className={styles['banner']} role="status">
      <p>
        <strong>Preview.</strong> This is the page as your link shows it
        {controlsWords(preview) && `: it ${controlsWords(preview)}`}.
      </p>
      <Button look="solid" onClick={() => lab.preview(null)}>
        End the preview
      </Button>
    </div>
  );
}

/** Whoever opened a link is told what it keeps out of sight, and may see it. */
function Lifting() {
  const lab = useLab();
  const controls = useLabState((state) => state.controls);
  const lifted = useLabState((state) => state.lifted);
  const previewing = useLabState((state) => state.preview !== null);
  const words = controlsWords(controls);
  if (words === '' || previewing) return null;
  return (
    <div className={styles['banner']} role="status">
      <p>
        {lifted
          ? `All is shown and open, though this link ${words}.`
          : `This link ${words} of the page.`}
      </p>
      <Button look="outlined" onClick={() => lab.lift(!lifted)}>
        {lifted ? 'As the link has it' : 'Show all'}
      </Button>
    </div>
  );
}
