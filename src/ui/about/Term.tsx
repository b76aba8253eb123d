import { Children, Fragment, isValidElement, type ReactNode, useId, useRef } from 'react';
import popover from '../parts/Popover.module.css';
import { placeCard } from '../parts/place-card.ts';
import styles from './Term.module.css';
import { meaningOf, withTerms } from './terms.ts';

/** A word of the glossary; pressing it opens what it means. Escape, or pressing elsewhere, closes that. */
function Term({ term, children }: { readonly term: string; readonly children: string }) {
  const id = useId();
  const word = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLSpanElement>(null);
  return (
    <>
      <button
        ref={word}
        type="button"
        className={styles['term']}
        popoverTarget={id}
        aria-label={`${children}: what it means`}
        onClick={() => placeCard(card.current, word.current)}
      >
        {children}
      </button>
      <span
        ref={card}
        id={id}
        popover="auto"
        className={`${popover['card']} ${popover['beside']} ${styles['meaning']}`}
        role="note"
      >
        <strong>{term.charAt(0).toUpperCase() + term.slice(1)}</strong>
        {meaningOf(term)}
      </span>
    </>
  );
}

/** A text in which the first of each term of the glossary opens its meaning. */
export const Terms = ({ text }: { readonly text: string }) => <>{linked(text, new Set())}</>;

/** Words between which there may be other elements: the first of each term of the glossary opens its meaning. */
export const WithTerms = ({ children }: { readonly children: ReactNode }) => (
  <>{linkedIn(children, new Set())}</>
);

/** `seen`: terms that were linked before. */
const linked = (text: string, seen: Set<string>): ReactNode[] =>
  withTerms(text, seen).map(({ text: words, term }, i) =>
    term ? (
      <Term key={term} term={term}>
        {words}
      </Term>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a stretch of a text is its place in it.
      <span key={i}>{words}</span>
    ),
  );

/** Words in fragments are linked, those in other elements are not. */
const linkedIn = (children: ReactNode, seen: Set<string>): ReactNode =>
  Children.map(children, (child) => {
    if (typeof child === 'string') return linked(child, seen);
    if (!isValidElement<{ readonly children?: ReactNode }>(child) || child.type !== Fragment)
      return child;
    return linkedIn(child.props.children, seen);
  });
