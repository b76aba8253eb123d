import { useId, useState } from 'react';
import { isGoal, type Lesson, LONGEST_TEXT, NO_LESSON } from '#protocol/lesson.ts';
import { readNumber } from '#store/set-up/typed-number.ts';
import styles from './ShareDialog.module.css';

/** Fields for the lesson of a link: a text, and the mean return that a champion is to reach. */
export function LessonEditor({
  lesson = NO_LESSON,
  onLesson,
}: {
  readonly lesson: Lesson | undefined;
  /** Undefined: there is none. */
  readonly onLesson: (lesson: Lesson | undefined) => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState(lesson.goal === null ? '' : String(lesson.goal));
  const read = typed.trim() === '' ? null : readNumber(typed);
  const isWrong = read !== null && !isGoal(read);
  const change = (part: Partial<Lesson>) => {
    const next = { ...lesson, ...part };
    onLesson(next.text.trim() === '' && next.goal === null ? undefined : next);
  };
  return (
    <fieldset className={styles['lesson']}>
      <legend>Lesson</legend>
      <label htmlFor={`${id}-text`}>Text for the class</label>
      <textarea
        id={`${id}-text`}
        rows={3}
        maxLength={LONGEST_TEXT}
        value={lesson.text}
        aria-describedby={`${id}-left`}
        onChange={(event) => change({ text: event.target.value })}
      />
      <p id={`${id}-left`} className={styles['soft']}>
        {LONGEST_TEXT - lesson.text.length} characters left. It stands in the link itself, for all
        to read.
      </p>
      <label htmlFor={`${id}-goal`}>Goal: mean return that the champion is to reach</label>
      <input
        id={`${id}-goal`}
        type="text"
        inputMode="text"
        autoComplete="off"
        value={typed}
        aria-invalid={isWrong}
        aria-describedby={`${id}-wrong`}
        onChange={(event) => {
          const text = event.target.value;
          setTyped(text);
          const goal = text.trim() === '' ? null : readNumber(text);
          change({ goal: isGoal(goal) ? goal : null });
        }}
      />
      <p id={`${id}-wrong`} className={isWrong ? styles['problem'] : styles['soft']}>
        {isWrong
          ? `“${typed}” is no number; a goal is one, as 475.`
          : 'The page says to each pupil whether it is reached. Empty: no goal.'}
      </p>
    </fieldset>
  );
}
