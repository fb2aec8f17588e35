import { Outlet } from '@tanstack/react-router';
import { Toasts } from '../ui/toast.tsx';

/** What is there on every page. */
export function RootLayout() {
  return (
    <>
      <Outlet />
      <Toasts />
    </>
  );
}
