import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet } from "react-router";
import { ClosedVault } from "#features/start/ClosedVault";
import { LockScreen } from "#features/start/LockScreen";
import { vaultQuery } from "#features/start/vaultQuery";
import { RestoreForm } from "#features/backups/RestoreForm";
import { BackupList } from "#features/backups/BackupList";
import { useHost } from "#host/HostProvider";
import { asProblem } from "#host/Host";

/** Lets nobody in before the vault is open. The address stays, so that unlocking comes back to the same place. */
export function Gate() {
  const vault = useQuery(vaultQuery(useHost()));
  if (vault.isPending) return null;
  const restore = { backups: BackupList, file: RestoreForm };
  if (vault.isError) return <ClosedVault problem={asProblem(vault.error)} restore={restore} />;
  const { state, problem, recovery_kept } = vault.data;
  switch (state) {
    case "missing":
      return <Navigate to="/start" replace />;
    case "locked":
      return <LockScreen spent={problem?.code === "LOCAL_LOCK_SPENT" ? problem : null} />;
    case "closed":
      return <ClosedVault problem={problem} folder={vault.data.folder} restore={restore} />;
    case "open":
      return recovery_kept ? <Outlet /> : <Navigate to="/start" replace />;
  }
}
