import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { client } from './client.ts';

/** For lists that are asked for when looked at (directory, search, sessions); chats and friends come live. */
const queryClient = new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 15_000 } } });

// Nothing that one person asked for is there for the next.
client.session.state.subscribe(() => {
  if (client.session.state.get().status === 'signed_out') queryClient.clear();
});

/** What was asked under these names has changed: asked again where it is in sight, else at the next look. */
export function askAgain(...names: readonly string[]): void {
  for (const name of names) void queryClient.invalidateQueries({ queryKey: [name] });
}

/** Around every page that uses queries, so that the library is loaded with the first of them. */
export function QueryArea({ children }: { readonly children: ReactNode }) {
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
