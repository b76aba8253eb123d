import { Component, type ReactNode } from 'react';
import { Button } from './Button.tsx';

interface BoundaryProps {
  /** Name of the part that is missing if it fails, as 'The chart'. */
  readonly what: string;
  readonly children: ReactNode;
}

/** Keeps a part that fails from taking the page with it. React offers this to classes only. */
export class Boundary extends Component<BoundaryProps, { readonly message: string | null }> {
  override state: { readonly message: string | null } = { message: null };

  static getDerivedStateFromError(error: unknown): { readonly message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { what, children } = this.props;
    if (this.state.message === null) return children;
    return (
      <p role="alert" style={{ padding: 14, color: 'var(--problem)' }}>
        {what} cannot be shown: {this.state.message}. The run goes on.{' '}
        <Button look="outlined" onClick={() => this.setState({ message: null })}>
          Try again
        </Button>
      </p>
    );
  }
}
