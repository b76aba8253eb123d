import { individualOf } from '#store/words/mutation-words.ts';
import { TermsSoon } from '../about/TermsSoon.tsx';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useAlgorithm } from '../shell/lab-context.ts';
import styles from './Genealogy.module.css';
import { dismissExplanation, useTreeSettings } from './settings.ts';

/** One line for who sees a genealogy for the first time. */
export function HowToRead() {
  const isShown = useTreeSettings((settings) => settings.explained);
  const { one } = individualOf(useAlgorithm());
  if (!isShown) return null;
  return (
    <p className={styles['howTo']}>
      <span>
        <TermsSoon
          text={`Each column is a generation, each cell ${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}. Lines lead from parents to children; colour and shape say what a mutation changed. The bold line is the way to the fittest of the last generation, after the end to the champion, or to the one you choose.`}
        />
      </span>
      <Button square aria-label="Put this explanation away" onClick={dismissExplanation}>
        <Icon name="close" />
      </Button>
    </p>
  );
}
