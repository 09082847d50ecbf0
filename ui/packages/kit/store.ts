import { useSyncExternalStore } from "react";

/** A value outside the components that they can follow; for toasts and questions only. */
export interface Store<T> {
  get: () => T;
  set: (next: T) => void;
  follow: (told: () => void) => () => void;
}

export function createStore<T>(first: T): Store<T> {
  let value = first;
  const followers = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      value = next;
      for (const told of followers) told();
    },
    follow: (told) => {
      followers.add(told);
      return () => followers.delete(told);
    },
  };
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.follow, store.get);
}
