import { CopyButton } from '@/components/ui/copy-button.tsx';
import { buttonLook } from '@/components/ui/button-look.ts';
import { Icon } from '@/components/ui/icon.tsx';
import { noEdits } from '@/simulation/edits/edits.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { EarlierDrafts } from '../drafts/earlier-drafts.tsx';
import type { SendEvent } from '../playground-event.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';
import type { Playhead } from '../playhead.ts';
import { CodeNotes } from './code-notes.tsx';
import type { PlacedLine } from './code-rows.ts';
import { MoreButton } from './more-button.tsx';
import { VersionChoice } from './version-choice.tsx';

interface Props {
  readonly data: ScenarioData;
  readonly settings: PlaygroundSettings;
  readonly file: string;
  readonly placed: readonly PlacedLine[];
  readonly playhead: Playhead;
  readonly onLine: (line: PlacedLine) => void;
  readonly send: SendEvent;
}

/** What the listing has in its head and beneath it, while the editor has its place: versions, the file as it is, drafts, and the lines that decide. */
export const CodeMore = ({ data, settings: { mutant, edits }, file, placed, playhead, onLine, send }: Props) => (
  <MoreButton>
    <div className="code-more-part">
      <h3 className="panel-heading">What runs</h3>
      <VersionChoice data={data} mutant={mutant} isEdited={edits !== noEdits} send={send} />
    </div>
    <div className="code-more-part">
      <h3 className="panel-heading">The file as it is</h3>
      <div className="code-more-row">
        <CopyButton look="outlinedSmall" href={`/code/${file}.ts`} icon={<Icon name="copy" size={14} />} label="Copy" />
        <a className={buttonLook.outlinedSmall} href={`/code/${file}.ts`}>Raw</a>
      </div>
    </div>
    <EarlierDrafts slug={data.slug} />
    <CodeNotes data={data} mutant="" placed={placed} playhead={playhead} onPress={onLine} />
  </MoreButton>
);
