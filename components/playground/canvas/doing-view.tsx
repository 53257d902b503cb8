import { useCallback } from 'react';
import { linkDoing, nodeDoing, podDoing, type Calls, type NodeDoing, type WayDoing } from '@/simulation/views/doing.ts';
import { useCanvas } from './canvas-context.ts';
import { LifeDrawing } from './life-drawing.tsx';
import type { Subject } from './target-subject.ts';
import { usePlayheadValue } from './use-playhead-value.ts';

const views = {
  node: ({ target }: Subject) => <NodeView node={target} />,
  pod: ({ target }: Subject) => <PodView pod={target} />,
  link: ({ target, hasWays }: Subject) => <LinkView link={target} hasReplies={hasWays} />,
};

/** What a node, a pod or a link is doing at the playhead, and its own life with the present state lit. */
export function DoingView({ subject }: { readonly subject: Subject }) {
  return (
    <div className="doing">
      {views[subject.what](subject)}
      <LifeDrawing what={subject.what} target={subject.target} />
    </div>
  );
}

function NodeView({ node }: { readonly node: string }) {
  const { index, playhead } = useCanvas();
  const { state, since, waitsFor, answers, coming, going, lately } = usePlayheadValue(playhead, useCallback((at) => readable(nodeDoing(index, node, at)), [index, node]));
  return (
    <>
      <dl>
        <Row term={state}>since {since}</Row>
        <CallRows term="Waits for" calls={waitsFor} />
        <CallRows term="Answers" calls={answers} />
        <Row term="On their way">{`${coming} to it, ${going} from it`}</Row>
      </dl>
      {lately.length > 0 && (
        <ol aria-label="Lately">
          {lately.map(({ row, at, tone, text }) => (
            <li key={row} data-tone={tone}>
              <span className="num">{(at / 1e6).toFixed(3)}</span> {text}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function PodView({ pod }: { readonly pod: string }) {
  const { index, playhead } = useCanvas();
  const { state, since, generation, containers } = usePlayheadValue(playhead, useCallback((at) => podDoing(index, pod, at), [index, pod]));
  return (
    <dl>
      <Row term={state}>
        since {seconds(since)}
        {generation > 1 && `, the pod number ${generation}`}
      </Row>
      {containers.map(({ label, state: own, since: from }) => (
        <Row key={label} term={label}>
          {own} since {seconds(from)}
        </Row>
      ))}
    </dl>
  );
}

function LinkView({ link, hasReplies }: { readonly link: string; readonly hasReplies: boolean }) {
  const { index, playhead } = useCanvas();
  const { there, back } = usePlayheadValue(playhead, useCallback((at) => linkDoing(index, link, at), [index, link]));
  return (
    <dl>
      <WayRows term={hasReplies ? 'Requests' : 'Messages'} way={there} />
      {hasReplies && <WayRows term="Replies" way={back} />}
    </dl>
  );
}

function WayRows({ term, way: { condition, since, underWay, delivered, lost } }: { readonly term: string; readonly way: WayDoing }) {
  return (
    <>
      <Row term={term}>
        <b data-tone={condition === 'sound' ? undefined : 'warn'}>{condition}</b> since {seconds(since)}
      </Row>
      <Row term="">{`${underWay} under way, ${delivered} delivered${lost.map(({ reason, count }) => `, ${count} lost (${reason})`).join('')}`}</Row>
    </>
  );
}

function CallRows({ term, calls }: { readonly term: string; readonly calls: readonly ReadableCalls[] }) {
  if (calls.length === 0) return <Row term={term}>nobody</Row>;
  return calls.map(({ whom, count, oldest }, position) => (
    <Row key={whom} term={position === 0 ? term : ''}>
      {whom}
      {count > 1 && <span className="num"> ×{count}</span>}, {oldest}
    </Row>
  ));
}

function Row({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface ReadableCalls {
  readonly whom: string;
  readonly count: number;
  readonly oldest: string;
}

/** In texts, so that it is drawn anew only when a reader would see something else. */
function readable({ since, waitsFor, answers, ...rest }: NodeDoing) {
  const texts = (calls: readonly Calls[]): ReadableCalls[] =>
    calls.map(({ whom, count, oldestUs, patienceUs }) => ({
      whom, count,
      oldest: `${count > 1 ? 'oldest ' : ''}${shortSeconds(oldestUs)}${patienceUs === undefined ? '' : ` of ${shortSeconds(patienceUs)}`} s`,
    }));
  return { ...rest, since: seconds(since), waitsFor: texts(waitsFor), answers: texts(answers) };
}

const seconds = (us: number): string => (us === 0 ? 'the start' : `${(us / 1e6).toFixed(3)} s`);
const shortSeconds = (us: number): string => (us / 1e6).toFixed(us < 1e7 ? 2 : 1);
