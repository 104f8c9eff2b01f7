import type { SecretKind } from '../../../../datasets/secrets/kinds.ts';
import type { Draw } from '../personal/draw.ts';
import { base64, hex, uuid } from './keys.ts';

type Maker = (draw: Draw) => string;

/** Random-looking, and nobody's secret. */
const HARMLESS: readonly Maker[] = [
  (draw) => `commit ${hex(draw, 40)}`,
  (draw) => `sha256: ${hex(draw, 64)}`,
  (draw) => `md5=${hex(draw, 32)}  report.pdf`,
  (draw) => `檔案雜湊值為 ${hex(draw, 64)}，請比對。`,
  (draw) => `request id ${uuid(draw)} failed`,
  (draw) => `紀錄編號 ${uuid(draw)}`,
  (draw) => `token: ${uuid(draw)}`,
  (draw) => `<img src="data:image/png;base64,${base64(draw, 200)}==">`,
  (draw) => `"integrity": "sha512-${base64(draw, 86)}=="`,
  (draw) => `ETag: "${hex(draw, 32)}"`,
  (draw) => `發文字號：府法綜字第${draw.digits(10)}號`,
  (draw) => `https://www.example.com/news/${draw.digits(8)}/${hex(draw, 12)}?page=${draw.digits(1)}`,
  (draw) => `訂單編號 ORD-${draw.digits(8)}-${draw.letters(6)}`,
  (draw) => `image: registry.example.com/app@sha256:${hex(draw, 64)}`,
  (draw) => `依個人資料保護法第${draw.between(1, 56)}條，金鑰與密碼應定期更換。`,
  (draw) => `Article ${draw.digits(2)}: passwords shall be changed every ${draw.digits(2)} days.`,
  (draw) =>
    `-----BEGIN CERTIFICATE-----\n${base64(draw, 64)}\n${base64(draw, 64)}\n-----END CERTIFICATE-----`,
  (draw) => `-----BEGIN PUBLIC KEY-----\n${base64(draw, 64)}\n-----END PUBLIC KEY-----`,
];

/** What looks like the kind and is none, beside all that is harmless for every kind. */
const LOOKALIKES: Readonly<Partial<Record<SecretKind, readonly Maker[]>>> = {
  private_key: [
    (draw) => `檔案應以 -----BEGIN RSA PRIVATE KEY----- 開頭，共 ${draw.digits(2)} 行。`,
    (draw) => `Look for the line "-----BEGIN PRIVATE KEY-----" in ${draw.letters(4)}.pem`,
  ],
  jwt: [(draw) => `eyJ${draw.letters(8)}.${draw.digits(4)}`, (draw) => `a.b.c ${base64(draw, 30)}`],
  aws_key: [
    (draw) => `AKIA${draw.letters(5)}`,
    (draw) => `akia${draw.letters(16)}`,
    (draw) => `MASIA${draw.letters(18)}`,
  ],
  google_key: [(draw) => `AIza${draw.letters(10)}`, (draw) => `GOCSPX-${draw.letters(5)}`],
  github_token: [
    (draw) => `ghp_${draw.letters(10)}`,
    () => `ghp_${'x'.repeat(36)}`,
    (draw) => `graph_${draw.letters(36)}`,
  ],
  gitlab_token: [(draw) => `glpat-${draw.letters(5)}`, () => 'glpat-your-token-here-please'],
  slack_token: [
    (draw) => `xoxb-${draw.digits(3)}`,
    (draw) => `https://hooks.slack.com/docs/${draw.letters(4)}`,
  ],
  anthropic_key: [() => 'sk-ant-your-key-here', (draw) => `sk-ant-${draw.letters(4)}`],
  openai_key: [
    () => 'sk-your-openai-api-key-goes-here',
    (draw) => `task-${hex(draw, 32)}`,
    (draw) => `sk-${draw.letters(6)}`,
    (draw) => `risk-assessment-report-version-${draw.digits(2)}`,
  ],
  stripe_key: [
    (draw) => `pk_live_${draw.letters(24)}`,
    (draw) => `sk_live_${draw.letters(4)}`,
    () => 'sk_test_xxxxxxxxxxxxxxxxxxxxxxxx',
  ],
  service_token: [
    (draw) => `hf_${draw.letters(8)}`,
    (draw) => `npm_config_registry_${draw.digits(3)}`,
    (draw) => `SG.${draw.letters(4)}.${draw.letters(4)}`,
  ],
  connection_string: [
    (draw) => `postgres://db${draw.digits(1)}.example.com:5432/main`,
    () => 'postgres://user:password@localhost/db',
    () => 'mysql://<user>:<password>@host/db',
    // A shell variable, as scripts write it.
    () => ['redis://:', '$', '{REDIS_PASSWORD}@cache:6379'].join(''),
    (draw) => `請見 https://example.com:8080/path/${draw.digits(4)}，或寫信給 me@example.com`,
    (draw) => `Server=db${draw.digits(1)};Database=main;Integrated Security=true;`,
  ],
  api_key: [
    () => 'api_key=YOUR_API_KEY_HERE',
    () => "apiKey: 'your-api-key'",
    (draw) => `token: ${draw.of(['required', 'string', 'undefined', 'bearer'])}`,
    (draw) => `api_key = os.getenv("KEY_${draw.digits(1)}")`,
    (draw) => `const token = request.headers.authorization${draw.digits(2)}`,
    (draw) => `access token expires in ${draw.digits(4)} seconds`,
    (draw) => `每 token 計價 ${draw.digits(2)} 元，金鑰請向資訊室申請。`,
    () => 'secret: <from the vault>',
  ],
  password: [
    () => '密碼：請洽櫃檯人員',
    (draw) => `密碼長度至少 ${draw.between(8, 16)} 碼，須含大小寫英文字母。`,
    (draw) => `忘記密碼請撥分機 ${draw.digits(4)}。`,
    (draw) =>
      `password: ${draw.of(['required', 'string', 'changeme', 'your_password', '********', 'null', 'incorrect', 'Expired'])}`,
    () => 'password = getpass.getpass()',
    (draw) => `password=${draw.of(['<password>', '%s', '{{ db_password }}', '$DB_PASSWORD', 'xxxxxxxx'])}`,
    () => 'const password = form.password.value;',
    (draw) => `Password is case sensitive and must have ${draw.between(8, 20)} characters.`,
    (draw) => `帳戶密碼連續輸入錯誤 ${draw.between(3, 5)} 次將鎖定。`,
    () => '預設密碼為身分證末四碼',
    (draw) => `passed: ${draw.digits(4)}, failed: ${draw.digits(2)}`,
  ],
};

/** One text that looks as if it held the kind. */
export function nearMissOf(draw: Draw, kind: SecretKind): string {
  const own = LOOKALIKES[kind] ?? [];
  return (own.length > 0 && draw.chance(0.5) ? draw.of(own) : draw.of(HARMLESS))(draw);
}
