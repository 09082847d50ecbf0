import { BackupList } from "#features/backups/BackupList";
import { RestoreForm } from "#features/backups/RestoreForm";
import { ClosedVault } from "#features/start/ClosedVault";
import type { ProblemView } from "#host/generated";

interface ShutProps {
  problem: ProblemView | null;
  folder?: string;
}

/** A vault that does not open, with the ways back from a backup, which another feature knows. */
export function Shut(props: ShutProps) {
  return <ClosedVault {...props} restore={{ backups: BackupList, file: RestoreForm }} />;
}
