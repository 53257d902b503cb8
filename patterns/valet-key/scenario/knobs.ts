import type { Knob, Settings } from '../../../simulation/scenario.ts';
import { overlapMs, signingMs } from './sizes.ts';

export const knobs: readonly Knob[] = [
  { kind: 'number', group: 'Keys', name: 'ttlMs', label: 'Lifetime', help: `How long a key lasts. It ends earlier where the key that signed it does, which is after ${(signingMs + overlapMs) / 1000} s at most here.`, min: 20, max: 604_800_000, step: 10, default: 6_000, unit: 'ms', scale: 'log' },
  {
    kind: 'choice',
    group: 'Keys',
    name: 'scope',
    label: 'Scope',
    help: 'What one key opens: one part, all that lies beneath one photo, or the whole container.',
    options: [
      { value: 'object', label: 'Part' },
      { value: 'photo', label: 'Photo' },
      { value: 'container', label: 'All' },
    ],
    default: 'photo',
  },
  { kind: 'switch', group: 'Keys', name: 'once', label: 'Write once', help: 'Whether a key for an upload writes each part once.', default: true },
  { kind: 'switch', group: 'Keys', name: 'policyBound', label: 'Under a policy', help: 'Whether each key stands under a policy of its shopper, which can be revoked.', default: true },
  { kind: 'number', group: 'Store', name: 'skewMin', label: 'Margin', help: 'How long before its start the store takes a key. Its end has no margin.', min: 0, max: 15, step: 1, default: 5, unit: 'min' },
  { kind: 'number', group: 'Store', name: 'clockMin', label: 'Store’s clock', help: 'How far the store’s clock is ahead of the application’s; below zero it is behind.', min: -10, max: 10, step: 1, default: 0, unit: 'min' },
  {
    kind: 'choice',
    group: 'Leak',
    name: 'eavesdropper',
    label: 'Eavesdropper',
    help: 'What somebody does who reads the addresses that browser 1 uses: nothing, change them, or use them as they are.',
    options: [
      { value: 'away', label: 'Away' },
      { value: 'tampers', label: 'Tampers' },
      { value: 'replays', label: 'Uses them' },
    ],
    default: 'away',
  },
  {
    kind: 'choice',
    group: 'Leak',
    name: 'response',
    label: 'When noticed',
    help: 'What the operator does at 9 s about keys that have leaked.',
    options: [
      { value: 'nothing', label: 'Nothing' },
      { value: 'policy', label: 'Revoke policy' },
      { value: 'rotate', label: 'Drop signing key' },
    ],
    default: 'nothing',
    onlyWith: { knob: 'eavesdropper', values: ['replays'] },
  },
];

const nothingToRevoke = 'It can be used as often as one likes, and only the end of its credentials ends it earlier.';

export const settings: readonly Settings[] = [
  {
    name: 'aws-sdk-js',
    label: 'AWS SDK for JavaScript',
    source: { title: '@aws-sdk/s3-request-presigner', url: 'https://www.npmjs.com/package/@aws-sdk/s3-request-presigner' },
    note: `A presigned URL is for one object, and lasts for 900 s. ${nothingToRevoke}`,
    knobs: { ttlMs: 900_000, scope: 'object', once: false, policyBound: false },
  },
  {
    name: 'gcloud',
    label: 'Google Cloud CLI',
    source: { title: 'gcloud storage sign-url', url: 'https://docs.cloud.google.com/sdk/gcloud/reference/storage/sign-url' },
    note: `A signed URL is for one object, and lasts for an hour. ${nothingToRevoke}`,
    knobs: { ttlMs: 3_600_000, scope: 'object', once: false, policyBound: false },
  },
  {
    name: 'bun',
    label: 'Bun’s S3 client',
    source: { title: 'Bun: S3FilePresignOptions.expiresIn', url: 'https://bun.sh/reference/bun/S3FilePresignOptions/expiresIn' },
    note: `A presigned URL is for one object, and lasts for a day. ${nothingToRevoke}`,
    knobs: { ttlMs: 86_400_000, scope: 'object', once: false, policyBound: false },
  },
];
