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
import styles from './ShareDialog.module.css';

const OPTIONS: readonly SegmentedOption<Access>[] = [
  { value: 'open', label: 'Open' },
  { value: 'locked', label: 'Locked' },
  { value: 'hidden', label: 'Hidden' },
];

/** For a class: which parts of the page the link hides, and which settings it locks. */
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
      hidden: access === 'hidden' ? [...without(controls.hidden), name] : without(controls.hidden),
      locked: access === 'locked' ? [...without(controls.locked), name] : without(controls.locked),
    });
  };
  const accessOf = (name: string): Access =>
    controls.hidden.includes(name) ? 'hidden' : controls.locked.includes(name) ? 'locked' : 'open';
  const rows = (title: string, list: readonly Control[]) => (
    <Rows title={title} controls={list} accessOf={accessOf} onChoose={choose} />
  );
  return (
    <details className={styles['teacher']}>
      <summary>
        For a class{words && <span className={styles['soft']}>: the link {words}</span>}
      </summary>
      <p className={styles['soft']}>
        Hide what a lesson is not about, and lock what all should have the same. Whoever opens the
        link is told, and may show all.
      </p>
      {rows('Panels', PANEL_CONTROLS)}
      {rows('Settings', SETTING_CONTROLS)}
      <div className={styles['actions']}>
        <Button look="outlined" disabled={words === ''} onClick={onPreview}>
          Preview on the page
        </Button>
        <Button disabled={words === ''} onClick={() => onControls(ALL_OPEN)}>
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
