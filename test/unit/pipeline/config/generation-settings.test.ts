import assert from 'node:assert/strict';
import { settingOrigins } from '../../../../pipeline/config/layers.ts';
import { readSettings } from '../../../../pipeline/config/settings.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';

const KEY = 'sk-canary-0123456789abcdef';
const WHOLE = {
  TOUCHSTONE_GENERATE_URL: 'https://models.example/v1',
  TOUCHSTONE_GENERATE_MODEL: 'vendor/model-1',
  TOUCHSTONE_GENERATE_KEY: KEY,
};

function faultOf(environment: Record<string, string>): string {
  try {
    readSettings({ ...WHOLE, ...environment });
  } catch (error) {
    assert.ok(error instanceof TouchstoneError);
    assert.equal(error.code, 'SETTINGS_INVALID');
    assert.ok(!error.message.includes(KEY));
    return String(error.params.name);
  }
  assert.fail(`accepted ${JSON.stringify(environment)}`);
}

describe('the settings of the text model', () => {
  it('are none without a URL', () => {
    assert.equal(readSettings({}).generation, null);
  });

  it('take an outside endpoint unless told otherwise', () => {
    const { generation } = readSettings({ ...WHOLE, TOUCHSTONE_GENERATE_PRICE: '0.15/0.60' });
    assert.deepEqual(generation, {
      url: new URL('https://models.example/v1'),
      key: KEY,
      model: 'vendor/model-1',
      inside: false,
      concurrency: 4,
      timeoutSeconds: 120,
      price: { input: 0.15, output: 0.6 },
      extra: {},
    });
    const inside = { TOUCHSTONE_GENERATE_URL: 'http://10.0.0.5:8000/v1', TOUCHSTONE_GENERATE_INSIDE: 'true' };
    assert.equal(readSettings({ ...WHOLE, ...inside }).generation?.inside, true);
  });

  it('take further fields of requests', () => {
    const written = '{"chat_template_kwargs":{"enable_thinking":false}}';
    const { generation } = readSettings({ ...WHOLE, TOUCHSTONE_GENERATE_EXTRA: written });
    assert.deepEqual(generation?.extra, { chat_template_kwargs: { enable_thinking: false } });
  });

  it('refuse what would send a key or personal data astray', () => {
    const url = 'TOUCHSTONE_GENERATE_URL';
    for (const value of [
      'ftp://models.example/v1',
      `https://user:${KEY}@models.example/v1`,
      `https://models.example/v1?key=${KEY}`,
      'https://models.example/v1#part',
      'http://models.example/v1',
      'http://10.0.0.5:8000/v1',
      'models.example',
    ]) {
      assert.equal(faultOf({ [url]: value }), url, value);
    }
    assert.equal(faultOf({ TOUCHSTONE_GENERATE_KEY: `${KEY}\r\nx: y` }), 'TOUCHSTONE_GENERATE_KEY');
    assert.equal(faultOf({ TOUCHSTONE_GENERATE_INSIDE: 'yes' }), 'TOUCHSTONE_GENERATE_INSIDE');
    assert.equal(faultOf({ TOUCHSTONE_GENERATE_MODEL: '' }), 'TOUCHSTONE_GENERATE_MODEL');
    assert.equal(faultOf({ TOUCHSTONE_GENERATE_PRICE: '0.15' }), 'TOUCHSTONE_GENERATE_PRICE');
    const extra = 'TOUCHSTONE_GENERATE_EXTRA';
    for (const value of [
      'thinking=off',
      '[1]',
      'null',
      '{"model":"other"}',
      '{"messages":[]}',
      '{"stream":true}',
    ])
      assert.equal(faultOf({ [extra]: value }), extra, value);
    assert.equal(faultOf({ TOUCHSTONE_GENERATE_TIMEOUT: '0' }), 'TOUCHSTONE_GENERATE_TIMEOUT');
  });

  it('are shown by doctor without the key', () => {
    const shown = settingOrigins({ file: null, environment: WHOLE, flags: {} });
    assert.ok(shown.some(({ value }) => value === 'vendor/model-1'));
    assert.ok(!JSON.stringify(shown).includes(KEY));
  });
});
