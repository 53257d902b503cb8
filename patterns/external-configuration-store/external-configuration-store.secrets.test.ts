import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { referencesIn, Secret, SecretUnavailableError, withSecrets } from './external-configuration-store.secrets.ts';

const values = { key: { $secret: 'payments/key' }, mail: { user: 'shop', password: { $secret: 'mail' } }, list: [{ $secret: 'mail' }, 1], plain: 'text' };

describe('secrets', () => {
  it('take the place of the references that name them, however deep, and each is looked up once', async () => {
    const asked: string[] = [];
    const filled = await withSecrets(values, async (reference) => {
      asked.push(reference);
      return `secret of ${reference}`;
    });
    const { key, mail, list, plain } = filled as { key: Secret; mail: { user: string; password: Secret }; list: [Secret, number]; plain: string };
    assert.deepEqual([key.reveal(), mail.password.reveal(), list[0].reveal(), list[1], mail.user, plain], ['secret of payments/key', 'secret of mail', 'secret of mail', 1, 'shop', 'text']);
    assert.deepEqual(asked.sort(), ['mail', 'payments/key']);
    assert.deepEqual(values.key, { $secret: 'payments/key' });
  });
  it('show themselves neither as text, nor as JSON, nor to whoever goes through them', () => {
    const secret = new Secret('payments/key', 'hush');
    const parts = Object.getOwnPropertyNames(secret).map((name) => String(Reflect.get(secret, name)));
    for (const shown of [secret.toString(), JSON.stringify({ secret }), JSON.stringify(Object.entries(secret)), parts.join('\n')]) assert.ok(!shown.includes('hush') && shown.includes('payments/key'), shown);
    assert.equal(JSON.stringify({ secret }), '{"secret":"[secret payments/key]"}');
    assert.throws(() => Object.assign(secret, { reveal: () => 'another' }), TypeError);
  });
  it('that are not there are named, with what the port said', async () => {
    const gone = new Error('no such file');
    await assert.rejects(withSecrets(values, () => Promise.reject(gone)), (error) => error instanceof SecretUnavailableError && error.code === 'SECRET_UNAVAILABLE' && ['payments/key', 'mail'].includes(error.reference) && error.cause === gone);
    await assert.rejects(withSecrets(values, async () => undefined as unknown as string), SecretUnavailableError);
  });
  it('are looked up no more when nobody waits for them, and the reason is that of whoever left', async () => {
    const leaving = new AbortController();
    const reason = new Error('enough');
    const looking = withSecrets(values, async () => {
      leaving.abort(reason);
      throw new Error('ended');
    }, leaving.signal);
    await assert.rejects(looking, reason);
    await assert.rejects(withSecrets(values, () => assert.fail('it was asked'), leaving.signal), reason);
    await assert.rejects(withSecrets({ plain: 'text' }, () => assert.fail('it was asked'), leaving.signal), reason);
  });
  it('do not take the place of the settings as a whole', async () => {
    await assert.rejects(withSecrets({ $secret: 'x' }, async () => 'hush'), /^TypeError: The settings as a whole/);
  });
  it('are told from settings that only look like a reference', () => {
    assert.deepEqual([...referencesIn({ a: { $secret: 1 }, b: { $secret: 'x', more: 1 }, c: null, d: { $secret: 'y' } })], ['y']);
  });
});
