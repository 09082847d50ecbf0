import { useMutation } from "@tanstack/react-query";
import { asProblem, type Host } from "./Host";
import { useHost } from "./HostProvider";
import type { ProblemView } from "./generated";

/** The host's calls that answer once. */
type Call = Exclude<keyof Host, "listen">;
type Result<Name extends Call> = Awaited<ReturnType<Host[Name]>>;

interface Told<Name extends Call> {
  /** When it is on the disk. */
  done?: (result: Result<Name>, ...args: Parameters<Host[Name]>) => void;
  /** When it was refused; the problem also stands in `problem`. */
  refused?: (problem: ProblemView) => void;
}

export interface Command<Name extends Call> {
  run: (...args: Parameters<Host[Name]>) => void;
  pending: boolean;
  /** Why the last run was refused, until the next one. */
  problem: ProblemView | null;
  /** Forgets the problem. */
  clear: () => void;
}

/** One call of the host as something a button does: `const create = useCommand("createOrder", { done: open })`. */
export function useCommand<Name extends Call>(name: Name, told: Told<Name> = {}): Command<Name> {
  const host = useHost();
  const mutation = useMutation<Result<Name>, Error, Parameters<Host[Name]>>({
    mutationKey: [name],
    // Everything is local: no network is waited for.
    networkMode: "always",
    mutationFn: (args) => {
      const call = host[name] as (...args: Parameters<Host[Name]>) => Promise<Result<Name>>;
      return call(...args);
    },
    onSuccess: (result, args) => {
      told.done?.(result, ...args);
    },
    onError: (error) => {
      told.refused?.(asProblem(error));
    },
  });
  return {
    run: (...args) => {
      mutation.mutate(args);
    },
    pending: mutation.isPending,
    problem: mutation.error ? asProblem(mutation.error) : null,
    clear: mutation.reset,
  };
}
