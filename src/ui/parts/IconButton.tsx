import { Button } from './Button.tsx';
import { Icon, type IconName } from './Icon.tsx';

/** Square button with a sign alone: its name is read out, and its title shown to a pointer. */
export function IconButton({
  icon,
  label,
  title = label,
  disabled,
  onClick,
}: {
  readonly icon: IconName;
  readonly label: string;
  /** Defaults to the label. */
  readonly title?: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}) {
  return (
    <Button square disabled={disabled} aria-label={label} title={title} onClick={onClick}>
      <Icon name={icon} />
    </Button>
  );
}
