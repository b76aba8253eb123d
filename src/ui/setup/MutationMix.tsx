import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { FAMILIES, type Family } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import { same } from '#store/set-up/configuration.ts';
import { FAMILY_WORDS } from '#store/words/mutation-words.ts';
import { InlineGlyph } from '../genealogy/Glyph.tsx';
import { useAlgorithm, useLab, useLabState } from '../shell/lab-context.ts';
import { FieldProblem } from './FieldProblem.tsx';
import styles from './MutationMix.module.css';
import { type Mix, moveDivider, normalise, setShare } from './mix.ts';
import { ShareInput } from './ShareInput.tsx';

/** Chance of each kind of mutation in the set-up of the lab. */
export function MutationMix({ draft }: { readonly draft: RunConfig }) {
  const lab = useLab();
  const algorithm = useAlgorithm();
  const preset = useLabState(
    (state) => state.catalog?.presets.find(({ id }) => id === state.presetId)?.config.mutation,
  );
  return (
    <SharesOfMutations
      shares={draft.mutation}
      preset={preset}
      hasActivation={algorithm?.activationMutation !== false}
      about="live · always 100 % together"
      problemOf={(path, label) => <FieldProblem path={path} label={label} />}
      onSet={lab.setFields}
    />
  );
}

/** Chance of each kind of mutation, as one bar with dividers that can be dragged. */
export function SharesOfMutations({
  shares: drafted,
  preset,
  hasActivation,
  about,
  problemOf,
  onSet,
}: {
  /** Relative probabilities; a draft may hold what was typed. */
  readonly shares: Mix;
  /** Mix before it was changed; undefined: there is none. */
  readonly preset: Mix | undefined;
  readonly hasActivation: boolean;
  readonly about: string;
  /** Problem of the field at a path, if there is one. */
  readonly problemOf: (path: string, label: string) => ReactNode;
  /** New values by path. */
  readonly onSet: (values: Readonly<Record<string, unknown>>) => void;
}) {
  const bar = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<Mix | null>(null);
  const mix: Mix = dragged ?? drafted;
  const shares = normalise(mix);
  const offered = FAMILIES.filter((family) => family !== 'activation' || hasActivation);

  const set = (next: Partial<Readonly<Record<Family, number | string>>>) => {
    const changed = Object.entries(next).filter(
      ([family, share]) => share !== drafted[family as Family],
    );
    if (changed.length === 0) return;
    onSet(Object.fromEntries(changed.map(([family, share]) => [pathOf(family), share])));
  };
  /** Text that is no share stays where it was typed while another share changes. */
  const commit = (next: Mix, own?: Family) =>
    set(
      Object.fromEntries(
        FAMILIES.filter((family) => family === own || isShare(drafted[family])).map((family) => [
          family,
          next[family],
        ]),
      ),
    );
  const drag = (left: Family, right: Family) => (event: PointerEvent<HTMLElement>) => {
    const width = bar.current?.clientWidth ?? 1;
    const start = event.clientX;
    const from = shares;
    const divider = event.currentTarget;
    divider.setPointerCapture(event.pointerId);
    let next = from;
    const move = (moved: globalThis.PointerEvent) => {
      next = moveDivider(from, left, right, (moved.clientX - start) / width);
      setDragged(next);
    };
    const end = () => {
      divider.removeEventListener('pointermove', move);
      divider.removeEventListener('pointerup', end);
      divider.removeEventListener('pointercancel', end);
      setDragged(null);
      commit(next);
    };
    divider.addEventListener('pointermove', move);
    divider.addEventListener('pointerup', end);
    divider.addEventListener('pointercancel', end);
  };

  let before = 0;
  return (
    <fieldset className={styles['mix']}>
      <legend>What happens to a child</legend>
      <div className={styles['about']}>
        <span>{about}</span>
        {preset && !same(normalise(preset), shares) && (
          <button
            type="button"
            className={styles['back']}
            aria-label="Back to the preset’s mix"
            title={`Back to ${offered.map((family) => `${Math.round(normalise(preset)[family] * 100)} %`).join(' · ')}`}
            onClick={() =>
              set(Object.fromEntries(FAMILIES.map((family) => [family, preset[family]])))
            }
          />
        )}
      </div>
      <div ref={bar} className={styles['bar']}>
        {offered.map((family, i) => {
          const share = shares[family];
          before += share;
          const right = offered[i + 1];
          return (
            <div
              key={family}
              className={styles['part']}
              style={{ width: `${share * 100}%`, background: `var(--family-${family})` }}
            >
              {right && (
                <div
                  role="slider"
                  tabIndex={0}
                  aria-label={`Divider between ${FAMILY_WORDS[family]} and ${FAMILY_WORDS[right]}`}
                  aria-valuemin={0}
                  aria-valuemax={100}
                  aria-valuenow={Math.round(before * 100)}
                  aria-valuetext={`${FAMILY_WORDS[family]} ${Math.round(share * 100)} %, ${FAMILY_WORDS[right]} ${Math.round(shares[right] * 100)} %`}
                  className={styles['divider']}
                  onPointerDown={drag(family, right)}
                  onKeyDown={(event) => {
                    if (event.currentTarget.closest('fieldset:disabled')) return;
                    const by = { ArrowLeft: -0.01, ArrowRight: 0.01, PageDown: -0.1, PageUp: 0.1 }[
                      event.key
                    ];
                    if (by === undefined) return;
                    event.preventDefault();
                    commit(moveDivider(drafted, family, right, event.shiftKey ? by * 5 : by));
                  }}
                />
              )}
            </div>
          );
        })}
      </div>
      <ul className={styles['shares']}>
        {offered.map((family) => (
          <li key={family} data-field={pathOf(family)}>
            <InlineGlyph family={family} />
            <span>{FAMILY_WORDS[family]}</span>
            <ShareInput
              label={FAMILY_WORDS[family]}
              share={shares[family]}
              wrong={isShare(drafted[family]) ? null : String(drafted[family])}
              problem={problemOf(pathOf(family), FAMILY_WORDS[family])}
              onCommit={(share) =>
                typeof share === 'string'
                  ? set({ [family]: share })
                  : commit(setShare(drafted, family, share, offered), family)
              }
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

const pathOf = (family: string) => `mutation.${family}`;

/** A draft may hold what was typed. */
const isShare = (value: unknown) => typeof value === 'number' && value >= 0;
