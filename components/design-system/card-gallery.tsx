import '../playground/canvas/canvas.css';
import { NodeCard } from '../playground/canvas/node-card.tsx';
import { placed, type CardSpecimen } from './card-specimen.ts';
import './design-system.css';

/** Cards on the ground of a canvas, each with its name beneath. */
export function CardGallery({ specimens, label }: { readonly specimens: readonly CardSpecimen[]; readonly label: string }) {
  return (
    <ul className="card-gallery" aria-label={label}>
      {specimens.map((specimen) => {
        const { frame, condition, ...place } = placed(specimen);
        return (
          <li key={specimen.says} style={{ width: Math.max(specimen.width, 92) }}>
            <div className="card-stand" style={{ width: specimen.width, height: specimen.height }}>
              <NodeCard {...place} frame={frame} condition={condition} selected={specimen.selected === true} causes={specimen.cause === undefined ? [] : [specimen.cause]} />
            </div>
            <span>{specimen.says}</span>
          </li>
        );
      })}
    </ul>
  );
}
