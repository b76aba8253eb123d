import { shortNumber } from '#core/short-number.ts';
import { controlsWords, lessonOf } from '#store/lab/access.ts';
import { goalProgress } from '#store/lab/goal.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './LinkBanners.module.css';
import { ReferenceCard } from './ReferenceCard.tsx';

/** Everything that the opened link brought: the sender's result, a lesson, and the parts that it hides and locks. */
export function LinkBanners() {
  const hasReference = useLabState((state) => state.reference !== null);
  return (
    <>
      <Preview />
      <LessonCard />
      <Lifting />
      {hasReference && <ReferenceCard />}
    </>
  );
}

/** The lesson of the link, with how far the run is from its goal. */
function LessonCard() {
  const lesson = useLabState(lessonOf);
  if (!lesson) return null;
  return (
    <section className={styles['lesson']} aria-label="Lesson">
      <h2>Lesson</h2>
      {lesson.text !== '' && <p className={styles['text']}>{lesson.text}</p>}
      {lesson.goal !== null && <GoalLine goal={lesson.goal} />}
    </section>
  );
}

function GoalLine({ goal }: { readonly goal: number }) {
  const kind = useLabState((state) => goalProgress(goal, state).kind);
  const words = useLabState((state) => goalProgress(goal, state).words);
  return (
    <p>
      <strong>Goal:</strong> a champion with a mean return of at least {shortNumber(goal)}.{' '}
      <span role="status" className={styles['verdict']} data-verdict={kind}>
        {kind !== 'ahead' && <Icon name={kind === 'reached' ? 'check' : 'warning'} size={14} />}
        {words}
      </span>
    </p>
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

/** Tells how much of the page the link hides and locks, and shows all on request. */
function Lifting() {
  const lab = useLab();
  const controls = useLabState((state) => state.controls);
  const lifted = useLabState((state) => state.lifted);
  const previewing = useLabState((state) => state.preview !== null);
  const words = controlsWords(controls);
  if (words === '' || previewing) return null;
  return (
    <div className={styles['banner']} role="status">
      <p>{lifted ? `All is shown and open, though this link ${words}.` : `This link ${words}.`}</p>
      <Button look="outlined" onClick={() => lab.lift(!lifted)}>
        {lifted ? 'As the link has it' : 'Show all'}
      </Button>
    </div>
  );
}
