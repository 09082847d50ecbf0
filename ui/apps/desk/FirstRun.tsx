import { RestoreForm } from "#features/backups/RestoreForm";
import { StartPage } from "#features/start/StartPage";

/** The first run with the ways back from a backup, which another feature knows. */
export function FirstRun() {
  return <StartPage restore={RestoreForm} />;
}
