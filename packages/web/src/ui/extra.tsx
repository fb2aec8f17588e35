import { Component, type ReactNode, Suspense } from 'react';

interface ExtraProps {
  readonly children: ReactNode;
  /** Its code could not be loaded, or it broke. */
  readonly onFailed?: () => void;
}

interface ExtraState {
  readonly failed: boolean;
}

/**
 * Around what is loaded when it is needed: shown when it is there. Where it cannot be loaded there is nothing, and the
 * rest of the page stays as it is, with what somebody is writing in it.
 */
export class Extra extends Component<ExtraProps, ExtraState> {
  override state: ExtraState = { failed: false };

  static getDerivedStateFromError(): ExtraState {
    return { failed: true };
  }

  override componentDidCatch(): void {
    this.props.onFailed?.();
  }

  override render(): ReactNode {
    return <Suspense>{!this.state.failed && this.props.children}</Suspense>;
  }
}
