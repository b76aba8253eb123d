import { useId, useMemo } from 'react';
import { shownFields } from '#core/fields.ts';
import { type Controls, SETTING_CONTROLS } from '#protocol/controls.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useLabState } from '../shell/lab-context.ts';
import styles from './ShareDialog.module.css';

/** Locks all settings but one; each further choice is left open beside it. */
export function LockAllBut({
  controls,
  onControls,
}: {
  readonly controls: Controls;
  readonly onControls: (controls: Controls) => void;
}) {
  const id = useId();
  const catalog = useLabState((state) => state.catalog);
  const draft = useLabState((state) => state.draft);
  const fields = useMemo(
    () => (catalog && draft ? singleFields(shownFields(catalog, draft)) : []),
    [catalog, draft],
  );
  const { locked, open = [] } = controls;
  const labelOf = (path: string) => fields.find((field) => field.path === path)?.label ?? path;
  const leaveOpen = (name: string) => {
    const all = SETTING_CONTROLS.map((control) => control.name);
    const before =
      locked.length > 0 ? locked : all.filter((each) => !controls.hidden.includes(each));
    onControls(
      all.includes(name)
        ? { ...controls, locked: before.filter((each) => each !== name) }
        : { ...controls, locked: before, open: [...new Set([...open, name])] },
    );
  };
  const lockAgain = (path: string) => {
    const { open: _, ...rest } = controls;
    const left = open.filter((each) => each !== path);
    onControls({ ...rest, ...(left.length > 0 && { open: left }) });
  };
  return (
    <div className={styles['lockAll']}>
      <label htmlFor={id}>{locked.length === 0 ? 'Lock all settings but' : 'Leave open too'}</label>
      <select id={id} value="" onChange={(event) => leaveOpen(event.target.value)}>
        <option value="" disabled>
          choose a setting
        </option>
        <optgroup label="Whole groups">
          {SETTING_CONTROLS.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </optgroup>
        <optgroup label="Single settings">
          {fields.map(({ path, label }) => (
            <option key={path} value={path}>
              {label}
            </option>
          ))}
        </optgroup>
      </select>
      {open.length > 0 && (
        <ul aria-label="Left open in locked groups">
          {open.map((path) => (
            <li key={path}>
              {labelOf(path)}
              <Button
                square
                aria-label={`Lock ${labelOf(path)} again`}
                title="Lock again"
                onClick={() => lockAgain(path)}
              >
                <Icon name="close" size={12} />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Settings that can be left open one by one: a hyperparameter with its range is one. Shares of mutations hang together. */
function singleFields(fields: ReturnType<typeof shownFields>) {
  return fields.flatMap(({ path, label, hyperparameter, share }) => {
    if (share || path === 'algorithm' || path === 'environment' || path === 'seed') return [];
    if (!hyperparameter) return [{ path, label }];
    const { name, part } = hyperparameter;
    return part === 'value' ? [{ path: `hyperparameters.${name}`, label }] : [];
  });
}
