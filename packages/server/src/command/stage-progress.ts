import type { BackupStage, BackupWatch } from '../backup/write-backup.ts';
import type { Context } from './command.ts';
import { createProgress, type Progress } from './progress.ts';

/** Shows each stage of a backup or a restore as it comes; ends the work when the process is asked to stop. */
export function stageProgress({ output, clock, stop }: Context): { watch: BackupWatch; end: () => void } {
  let current: BackupStage | undefined;
  let progress: Progress | undefined;
  return {
    watch: (stage, done, total) => {
      if (stop.aborted) throw new Error('stopped; nothing was changed');
      if (stage !== current) {
        progress?.end();
        progress = createProgress(output, clock, stage);
        current = stage;
      }
      progress?.update(done, total, '');
    },
    end: () => progress?.end(),
  };
}
