import type { Store } from '../../store/store.ts';
import type { Node } from '../node.ts';

type Parts = 'config' | 'clock' | 'logger' | 'blobs' | 'mail' | 'people' | 'everywhere' | 'ownApp';

/** The parts of a node that accounts, sessions, friends and presence work with. */
export interface PeopleNode extends Pick<Node, Parts> {
  readonly store: Pick<Store, 'apps' | 'accounts' | 'sessions' | 'friends'>;
}
