import { readFileSync } from 'node:fs';
import type { JenkinsSettings, JenkinsTrainingSettings } from '../contracts/jenkins.ts';
import { type EnvironmentReader, invalidSetting } from './environment-reader.ts';
import { isLoopback } from './loopback.ts';

const URL_NAME = 'TOUCHSTONE_JENKINS_URL';
const TOKEN_NAME = 'TOUCHSTONE_JENKINS_TOKEN';
const TOKEN_FILE_NAME = 'TOUCHSTONE_JENKINS_TOKEN_FILE';
const CA_NAME = 'TOUCHSTONE_JENKINS_CA';
/** Names that Jenkins allows (`Jenkins.checkGoodName`), without what would need care on a command line. */
const NAME = /^(?!\.)[\p{L}\p{N}][\p{L}\p{N}._ -]{0,99}$/u;
const FOLDER = /^$|^(?!\.)[\p{L}\p{N}._ -]+(\/(?!\.)[\p{L}\p{N}._ -]+){0,9}$/u;
const USER = /^[^\s:\p{Cc}][^:\p{Cc}]{0,199}$/u;
const TOKEN = /^[\x21-\x7e][\x20-\x7e]{0,1023}$/;
/** Characters of Jenkins' label expressions. */
const LABEL = /^[\w.:+\- &|!()]{1,200}$/;
const LARGEST_FILE = 1024 * 1024;

/** The Jenkins that the environment names, or null. Errors: `SETTINGS_INVALID`; no message repeats the token. */
export function readJenkinsSettings(read: EnvironmentReader): JenkinsSettings | null {
  const written = read.url(URL_NAME, ['http:', 'https:']);
  if (written === null) return null;
  const url = new URL(written);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw invalidSetting(
      URL_NAME,
      `it must have no user name, query or fragment; the token goes into ${TOKEN_NAME}`,
    );
  const inside = read.flag('TOUCHSTONE_JENKINS_INSIDE', false);
  if (url.protocol === 'http:' && !inside && !isLoopback(url.hostname.replace(/^\[|\]$/g, '')))
    throw invalidSetting(
      URL_NAME,
      'over http anybody on the way reads the token: use https, or set TOUCHSTONE_JENKINS_INSIDE=true where the network is your own',
    );
  url.pathname = url.pathname.replace(/\/+$/, '');
  const user = read.required('TOUCHSTONE_JENKINS_USER', URL_NAME);
  if (!USER.test(user))
    throw invalidSetting('TOUCHSTONE_JENKINS_USER', 'it must be a login, without a colon');
  return {
    url,
    user,
    token: tokenIn(read),
    folder: read.pattern('TOUCHSTONE_JENKINS_FOLDER', '', FOLDER),
    job: read.pattern('TOUCHSTONE_JENKINS_JOB', 'touchstone-retrain', NAME),
    ca: certificatesIn(read),
    timeoutSeconds: read.integer('TOUCHSTONE_JENKINS_TIMEOUT', 30, 1, 3600),
    training: trainingIn(read),
  };
}

function trainingIn(read: EnvironmentReader): JenkinsTrainingSettings | null {
  const label = read.optional('TOUCHSTONE_JENKINS_TRAIN_LABEL');
  if (label === null) return null;
  if (!LABEL.test(label))
    throw invalidSetting(
      'TOUCHSTONE_JENKINS_TRAIN_LABEL',
      'it must be a label of Jenkins, such as gpu && linux',
    );
  return {
    label,
    job: read.pattern('TOUCHSTONE_JENKINS_TRAIN_JOB', 'touchstone-train', NAME),
    sendBaseMib: read.integer('TOUCHSTONE_JENKINS_SEND_BASE_MIB', 0, 0, 1_000_000),
  };
}

/** Errors: `SETTINGS_INVALID` where there is none, or two. */
function tokenIn(read: EnvironmentReader): string {
  const file = read.optional(TOKEN_FILE_NAME);
  const given = read.optional(TOKEN_NAME);
  if (file !== null && given !== null)
    throw invalidSetting(TOKEN_NAME, `${TOKEN_FILE_NAME} is set as well; set one of them`);
  if (file === null && given === null)
    throw invalidSetting(TOKEN_NAME, `${URL_NAME} is set, so this or ${TOKEN_FILE_NAME} is needed`);
  const token = given ?? smallFile(TOKEN_FILE_NAME, file!).trim();
  if (TOKEN.test(token)) return token;
  const name = given === null ? TOKEN_FILE_NAME : TOKEN_NAME;
  throw invalidSetting(name, 'it is empty, or holds a line break or another character no token has');
}

function certificatesIn(read: EnvironmentReader): string | null {
  const file = read.optional(CA_NAME);
  if (file === null) return null;
  const text = smallFile(CA_NAME, file);
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw invalidSetting(CA_NAME, `${file} holds no certificate in PEM (-----BEGIN CERTIFICATE-----)`);
  return text;
}

function smallFile(name: string, path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.length <= LARGEST_FILE) return text;
  } catch (error) {
    throw invalidSetting(
      name,
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
    );
  }
  throw invalidSetting(name, `${path} is larger than 1 MiB`);
}
