import { createHmac } from 'node:crypto';
import { openMap, SealedMapError, sealMap } from '../../datasets/personal/sealed-map.ts';
import { maskKeyOf } from '../config/mask-key.ts';
import type { Settings } from '../config/settings.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { type MaskVault, provesClaim } from '../contracts/mask-vault.ts';

/** The vault of an installation. The key stays in here. */
export async function openMaskVault(settings: Settings): Promise<MaskVault> {
  const key = await maskKeyOf(settings);
  return {
    fingerprint: createHmac('sha256', key).update('touchstone mask key').digest('hex').slice(0, 16),
    seal: (map) => sealMap(map, key),
    open: (sealed) => {
      try {
        return openMap(sealed, key);
      } catch (cause) {
        if (cause instanceof SealedMapError) throw new TouchstoneError('MASK_KEY_OTHER', { cause });
        throw cause;
      }
    },
    accepts: (request) => provesClaim(key, request),
  };
}
