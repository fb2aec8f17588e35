import { Component, createContext, type ReactNode, useContext } from 'react';
import { CrashPage } from '../crash-page.tsx';
import { onShown } from './router.ts';
import { useShown } from './use-shown.ts';

/** Shows that a part failed, until one goes somewhere else. */
class CrashBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  #stop: (() => void) | undefined;

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidMount() {
    this.#stop = onShown(() => this.state.failed && this.setState({ failed: false }));
  }

  override componentWillUnmount() {
    this.#stop?.();
  }

  override render() {
    return this.state.failed ? <CrashPage /> : this.props.children;
  }
}

const Depth = createContext(0);

/** Where a part of the page shows the next one inside it, as the address has it. */
export function Outlet() {
  const depth = useContext(Depth);
  const Part = useShown(({ components }) => components[depth]);
  if (Part === undefined) return null;
  return (
    <Depth value={depth + 1}>
      <CrashBoundary>
        <Part />
      </CrashBoundary>
    </Depth>
  );
}
