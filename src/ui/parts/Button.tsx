import type { ButtonHTMLAttributes } from 'react';
import styles from './Button.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'outlined' | 'solid';
  /** Square, for a symbol alone; give it an `aria-label`. */
  readonly square?: boolean;
}

export function Button({ look = 'plain', square = false, className, ...rest }: ButtonProps) {
  const names = [styles['button'], styles[look], square ? styles['square'] : '', className];
  return <button type="button" {...rest} className={names.filter(Boolean).join(' ')} />;
}
