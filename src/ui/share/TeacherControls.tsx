import { useId } from 'react';
import {
  ALL_OPEN,
  type Control,
  type Controls,
  PANEL_CONTROLS,
  SETTING_CONTROLS,
} from '#protocol/controls.ts';
import { type Access, controlsWords } from '#store/lab/access.ts';
import { Button } from '../parts/Button.tsx';
import { Segmented, type SegmentedOption } from '../parts/Segmented.tsx';
import { LessonEditor } from './LessonEditor.tsx';
import { LockAllBut } from './LockAllBut.tsx';
import styles from './ShareDialog.module.css';

const OPTIONS: readonly SegmentedOption<Access>[] = [
  { value: 'open', label: 'Open' },
  { value: 'locked', label: 'Locked' },
  { value: 'hidden', label: 'Hidden' },
];

/** Controls for a class: a lesson, the parts of the page that the link hides, and the settings it locks. */
export function TeacherControls({
  controls,
  onControls,
  onPreview,
}: {
  readonly controls: Controls;
  readonly onControls: (controls: Controls) => void;
  readonly onPreview: () => void;
}) {
  const words = controlsWords(controls);
  const choose = (name: string) => (access: Access) => {
    const without = (names: readonly string[]) => names.filter((other) => other !== name);
    onControls({
      ...controls,
      hidden: access === 'hidden' ? [...without(controls.hidden), name] : without(controls.hidden),
      locked: access === 'locked' ? [...without(controls.locked), name] : without(controls.locked),
    });
  };
  const accessOf = (name: string): Access =>
    controls.hidden.includes(name) ? 'hidden' : controls.locked.includes(name) ? 'locked' : 'open';
  const rows = (title: string, list: readonly Control[]) => (
    <Rows title={title} controls={list} accessOf={accessOf} onChoose={choose} />
  );
  const { lesson } = controls;
  const isAllOpen = words === '' && !lesson;
  const told = [words, lesson ? 'brings a lesson' : ''].filter(Boolean).join(' and ');
  return (
    <details className={styles['teacher']}>
      <summary>
        For a class{told && <span className={styles['soft']}>: the link {told}</span>}
      </summary>
      <LessonEditor
        lesson={lesson}
        onLesson={(next) => {
          const { lesson: _, ...rest } = controls;
          onControls({ ...rest, ...(next && { lesson: next }) });
        }}
      />
      <p className={styles['soft']}>
        Hide what the lesson is not about, and lock what all should have the same. Pupils are told,
        and may show all.
      </p>
      <LockAllBut controls={controls} onControls={onControls} />
      {rows('Panels', PANEL_CONTROLS)}
      {rows('Settings', SETTING_CONTROLS)}
      <div className={styles['actions']}>
        <Button look="outlined" disabled={isAllOpen} onClick={onPreview}>
          Preview on the page
        </Button>
        <Button
          disabled={words === ''}
          onClick={() => onControls(lesson ? { ...ALL_OPEN, lesson } : ALL_OPEN)}
        >
          All open
        </Button>
      </div>
    </details>
  );
}

function Rows({
  title,
  controls,
  accessOf,
  onChoose,
}: {
  readonly title: string;
  readonly controls: readonly Control[];
  readonly accessOf: (name: string) => Access;
  readonly onChoose: (name: string) => (access: Access) => void;
}) {
  const id = useId();
  return (
    <fieldset className={styles['rows']}>
      <legend>{title}</legend>
      {controls.map(({ name, label, locks }) => (
        <div key={name} className={styles['row']}>
          <span>{label}</span>
          <Segmented
            label={label}
            name={`${id}-${name}`}
            value={accessOf(name)}
            options={OPTIONS.filter(({ value }) => locks || value !== 'locked')}
            onChange={onChoose(name)}
          />
        </div>
      ))}
    </fieldset>
  );
}
