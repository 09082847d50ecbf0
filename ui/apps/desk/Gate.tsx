import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Navigate, Outlet } from "react-router";
import { LockScreen } from "#features/start/LockScreen";
import { vaultQuery } from "#features/start/vaultQuery";
import { useHost } from "#host/HostProvider";
import { asProblem } from "#host/Host";

const Shut = lazy(async () => ({ default: (await import("./Shut")).Shut }));

/** Lets nobody in before the vault is open. The address stays, so that unlocking comes back to the same place. */
export function Gate() {
  const vault = useQuery(vaultQuery(useHost()));
  if (vault.isPending) return null;
  if (vault.isError) {
    return (
      <Suspense>
        <Shut problem={asProblem(vault.error)} />
      </Suspense>
    );
  }
  const { state, problem, folder, recovery_kept } = vault.data;
  switch (state) {
    case "missing":
      return <Navigate to="/start" replace />;
    case "locked":
      return <LockScreen spent={problem?.code === "LOCAL_LOCK_SPENT" ? problem : null} />;
    case "closed":
      return (
        <Suspense>
          <Shut problem={problem} folder={folder} />
        </Suspense>
      );
    case "open":
      return recovery_kept ? <Outlet /> : <Navigate to="/start" replace />;
  }
}
