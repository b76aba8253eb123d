import { type ReactNode, useId } from 'react';
import { counted } from '#core/counted.ts';
import type { Problem } from '#core/problem.ts';
import { gradeOf, type ShareLevel } from '#store/share/share-link.ts';
import { Handing } from './Handing.tsx';
import styles from './ShareDialog.module.css';

const LEVELS: readonly { readonly level: ShareLevel; readonly title: string }[] = [
  { level: 'settings', title: 'Settings and seed' },
  { level: 'result', title: 'With the result' },
];

/** Link that was made, or the problem for which none holds it; null: the set-up must be put right first. */
type Shared = { readonly link: string } | { readonly problem: string } | null;

/** Address of a link on this page; null where there is none. */
export const addressOf = (shared: Shared): string | null =>
  shared && 'link' in shared ? `${location.origin}${location.pathname}${shared.link}` : null;

/** Choice of what a link holds. */
export function ShareLevels({
  level,
  onLevel,
  missing,
  wordsOf,
}: {
  readonly level: ShareLevel;
  readonly onLevel: (level: ShareLevel) => void;
  /** Reason why there is no result to share; null: there is one. */
  readonly missing: string | null;
  readonly wordsOf: (level: ShareLevel) => ReactNode;
}) {
  const id = useId();
  return (
    <fieldset className={styles['levels']}>
      <legend>What the link holds</legend>
      {LEVELS.map((each) => {
        const reason = each.level === 'result' ? missing : null;
        return (
          <label key={each.level} className={styles['level']}>
            <input
              type="radio"
              name={`${id}-level`}
              checked={level === each.level}
              disabled={reason !== null}
              onChange={() => onLevel(each.level)}
            />
            <span>
              <strong>{each.title}</strong>
              <span>{reason ?? wordsOf(each.level)}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

/** Hands on a link, or says why there is none. */
export function SharedLink({
  shared,
  problems,
  hasFile,
}: {
  readonly shared: Shared;
  readonly problems: readonly Problem[];
  /** True when the run can be sent as a file, too. */
  readonly hasFile: boolean;
}) {
  const address = addressOf(shared);
  return address === null ? (
    <p role="alert" className={styles['problem']}>
      {shared && 'problem' in shared
        ? `No link holds this. ${shared.problem} Send it as a file.`
        : `${counted(problems.length, 'setting')} must be put right before a link can be made.`}
    </p>
  ) : (
    <Handing address={address} grade={gradeOf(address.length)} hasFile={hasFile} />
  );
}
