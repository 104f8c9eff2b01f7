import type { SecretKind } from '../../../../datasets/secrets/kinds.ts';

/** What is written around a secret that shows by itself. */
const ANYWHERE = [
  '請用這組金鑰呼叫介面：{secret}，用完請刪除。',
  '我不小心把 {secret} 推上去了，要怎麼撤銷？',
  '設定檔內容如下：\nendpoint: https://api.example.com\nvalue: {secret}\nretries: 3',
  'The deploy fails with {secret} since this morning.',
  'const client = new Client("{secret}");',
  '{"service": "prod", "value": "{secret}"}',
  'export CREDENTIAL={secret}',
  '「{secret}」這串是正式環境的。',
  'curl -H "X-Auth: {secret}" https://api.example.com/v1/items',
];

const KEYS = [
  'api_key={secret}',
  'API_KEY = "{secret}"',
  '"apiKey": "{secret}",',
  'client_secret: {secret}',
  'ACCESS_TOKEN={secret}\nDEBUG=1',
  'aws_secret_access_key = {secret}',
  '存取金鑰：{secret}，請妥善保管。',
  'API 金鑰是 {secret}',
  'Authorization: Bearer {secret}',
  "secret_key: '{secret}'",
  'https://api.example.com/v1/list?access_token={secret}&page=2',
  '權杖為 {secret}',
];

const PASSWORDS = [
  'password={secret}',
  'password: {secret}',
  'DB_PASSWORD="{secret}"',
  '"password": "{secret}"',
  '帳號 admin 密碼：{secret}',
  '密碼: {secret}，登入後請立即變更。',
  '我的密碼是{secret}，但一直登不進去。',
  "passwd = '{secret}'",
  'Your temporary password is {secret}',
  'pwd={secret} host=10.0.0.7',
  '無線網路名稱 Office-5F\n密碼 {secret}',
  'user: root\npass: {secret}',
];

export const CARRIERS: Readonly<Record<SecretKind, readonly string[]>> = {
  private_key: ANYWHERE.map((carrier) => carrier.replace('"{secret}"', '`{secret}`')),
  jwt: ANYWHERE,
  aws_key: ANYWHERE,
  google_key: ANYWHERE,
  github_token: ANYWHERE,
  gitlab_token: ANYWHERE,
  slack_token: ANYWHERE,
  anthropic_key: ANYWHERE,
  openai_key: ANYWHERE,
  stripe_key: ANYWHERE,
  service_token: ANYWHERE,
  connection_string: ANYWHERE,
  api_key: KEYS,
  password: PASSWORDS,
};
