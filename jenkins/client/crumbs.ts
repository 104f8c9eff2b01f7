import type Jenkins from 'jenkins';
import { crumbSchema } from './answers.ts';

const NONE: Jenkins.Crumb = {};

/**
 * The crumb that a request needs which changes something. It belongs to a session, so its cookies go with it, and it dies
 * with the session when Jenkins is restarted. A Jenkins whose protection against forged requests is switched off has no
 * issuer (404), and needs none; an API token needs none either, but is given one, since nothing tells it from a password.
 */
export class Crumbs {
  #known: Jenkins.Crumb | null = null;

  /** For the option `crumbIssuer` of the npm client, which lets all POSTs fail where there is no issuer. */
  async of(client: Jenkins): Promise<Jenkins.Crumb> {
    this.#known ??= await issued(client);
    return this.#known;
  }

  /** Whether Jenkins gives crumbs at all, as far as is known. */
  get needed(): boolean | null {
    return this.#known === null ? null : this.#known !== NONE;
  }

  forget(): void {
    this.#known = null;
  }
}

async function issued(client: Jenkins): Promise<Jenkins.Crumb> {
  try {
    const { crumb, crumbRequestField, cookies } = crumbSchema.parse(await client.crumbIssuer.get());
    return {
      headerName: crumbRequestField,
      headerValue: crumb,
      ...(cookies === undefined ? {} : { cookies }),
    };
  } catch (error) {
    if ((error as { res?: { statusCode?: number } }).res?.statusCode === 404) return NONE;
    throw error;
  }
}
