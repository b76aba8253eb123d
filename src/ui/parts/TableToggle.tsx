import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

/** Shows a picture as a table of the same numbers, and back. `name`: the picture's, for a screen reader. */
export function TableToggle({
  name,
  asTable,
  picture = 'chart',
  className,
  onToggle,
}: {
  readonly name: string;
  readonly asTable: boolean;
  readonly picture?: 'chart' | 'tree';
  readonly className?: string | undefined;
  readonly onToggle: () => void;
}) {
  return (
    <Button
      square
      className={className}
      aria-label={asTable ? `${name} as a picture` : `${name} as a table`}
      title={asTable ? 'As a picture' : 'As a table'}
      aria-pressed={asTable}
      onClick={onToggle}
    >
      <Icon name={asTable ? picture : 'table'} />
    </Button>
  );
}
