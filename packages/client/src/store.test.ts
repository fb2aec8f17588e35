import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from './store.ts';

test('CLIENT16 listeners hear of each change once, and of no change never', () => {
  const store = createStore({ count: 0 });
  let heard = 0;
  const listener = () => {
    heard += 1;
  };
  const stop = store.subscribe(listener);
  const stopAgain = store.subscribe(listener);
  const next = { count: 1 };
  store.set(next);
  store.set(next);
  assert.equal(heard, 2);
  assert.equal(store.get(), next);
  stop();
  store.set({ count: 2 });
  assert.equal(heard, 3);
  stopAgain();
  store.set({ count: 3 });
  assert.equal(heard, 3);
});

test('CLIENT16 a listener may stop another one, or change the store, while it hears', () => {
  const store = createStore(0);
  const heard: number[] = [];
  store.subscribe(() => {
    if (store.get() === 1) store.set(2);
  });
  store.subscribe(() => heard.push(store.get()));
  store.set(1);
  assert.deepEqual(heard, [2, 2]);
});
