'use client';
import { useEffect, useRef, useState } from 'react';
import { FileLink } from '@/components/catalog/file-link.tsx';
import { shownRun } from '@/components/playground/link/shown-run.ts';
import type { DeploymentFile } from '@/simulation/deployment.ts';
import { loadDeployment } from '../../load-deployment.ts';

interface Props {
  readonly slug: string;
  /** Made from the knobs as the page opens, and standing at /code/. */
  readonly files: readonly Pick<DeploymentFile, 'name' | 'platform'>[];
}

/** The pattern as files that a platform reads. While the dialog that they stand in is open they are made from the knobs as they stand on the instrument. */
export function PlatformFiles({ slug, files }: Props) {
  const [made, setMade] = useState<readonly DeploymentFile[]>([]);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const dialog = list.current?.closest('dialog');
    const make = () => {
      const knobs = shownRun()?.shared.settings.knobs;
      // What cannot be fetched leaves the files that stand at their addresses.
      if (knobs !== undefined && dialog?.matches(':popover-open') === true) void loadDeployment(slug).then((deployment) => setMade(deployment(knobs)), () => setMade([]));
    };
    dialog?.addEventListener('toggle', make);
    return () => dialog?.removeEventListener('toggle', make);
  }, [slug]);
  return (
    <>
      <h4 className="mt-3 text-ink-3">For a platform, with the knobs as they stand</h4>
      <ul ref={list}>
        {files.map(({ name, platform }) => (
          <li key={name}>
            <FileLink name={name} text={made.find((file) => file.name === name)?.text} className="mono flex items-center gap-2 rounded-sm py-1.5 hover:underline">
              {name}
              <span className="ml-auto font-sans text-ink-3">{platform}</span>
            </FileLink>
          </li>
        ))}
      </ul>
    </>
  );
}
