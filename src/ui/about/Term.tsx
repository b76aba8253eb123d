import { useId, useRef } from 'react';
import styles from './Term.module.css';
import { meaningOf, withTerms } from './terms.ts';

const WIDTH = 260; // px
const GAP = 6; // px

/** A word of the glossary; pressing it opens what it means. Escape, or pressing elsewhere, closes that. */
function Term({ term, children }: { readonly term: string; readonly children: string }) {
  const id = useId();
  const word = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLSpanElement>(null);
  const place = () => {
    const box = word.current?.getBoundingClientRect();
    const { style } = card.current ?? {};
    if (!box || !style) return;
    style.left = `${Math.max(8, Math.min(box.left, innerWidth - WIDTH - 8))}px`;
    const isLow = box.bottom > innerHeight * 0.7;
    style.top = isLow ? 'auto' : `${box.bottom + GAP}px`;
    style.bottom = isLow ? `${innerHeight - box.top + GAP}px` : 'auto';
  };
  return (
    <>
      <button
        ref={word}
        type="button"
        className={styles['term']}
        popoverTarget={id}
        aria-label={`${children}: what it means`}
        onClick={place}
      >
        {children}
      </button>
      <span ref={card} id={id} popover="auto" className={styles['card']} role="note">
        <strong>{term.charAt(0).toUpperCase() + term.slice(1)}</strong>
        {meaningOf(term)}
      </span>
    </>
  );
}

/** A text in which the first of each term of the glossary opens its meaning. */
export const Terms = ({ text }: { readonly text: string }) => (
  <>
    {withTerms(text).map(({ text: words, term }, i) =>
      term ? (
        <Term key={term} term={term}>
          {words}
        </Term>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch of a text is its place in it.
        <span key={i}>{words}</span>
      ),
    )}
  </>
);
