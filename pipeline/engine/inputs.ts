import type { ArtifactRef, BlobRef, TreeRef } from '../contracts/artifact.ts';
import type { BaseModel } from '../contracts/base.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { MaskSealer } from '../contracts/mask-vault.ts';
import type { ModelVersion } from '../contracts/registry.ts';
import type { StageInputs } from '../contracts/stage.ts';

/** One resolved input: what the stage sees of it, and what its stage key says about it. */
export type ResolvedInput =
  | { readonly kind: 'artifact'; readonly ref: ArtifactRef | null }
  | { readonly kind: 'base'; readonly base: BaseModel }
  | { readonly kind: 'production'; readonly version: ModelVersion | null }
  | { readonly kind: 'sealer'; readonly sealer: MaskSealer };

/** What an input contributes to the stage key. */
export function keyPartOf(input: ResolvedInput): unknown {
  switch (input.kind) {
    case 'artifact':
      return input.ref?.digest ?? null;
    case 'base':
      return { digest: input.base.digest, id: input.base.id, chatFormat: input.base.chatFormat };
    case 'sealer':
      return { key: input.sealer.fingerprint };
    case 'production':
      return input.version === null
        ? null
        : {
            name: input.version.name,
            version: input.version.version,
            adapter: input.version.adapter.digest,
            base: input.version.base.digest,
          };
  }
}

/** The inputs as a stage reads them; asking for one that was not declared, or of another kind, is a fault of the stage. */
export function stageInputs(inputs: Readonly<Record<string, ResolvedInput>>): StageInputs {
  const artifact = (name: string): ArtifactRef | null => {
    const input = inputs[name];
    if (input?.kind !== 'artifact') throw wrong(name, 'artifact');
    return input.ref;
  };
  return {
    blob: (name) => asBlob(name, artifact(name)),
    optionalBlob: (name) => {
      const ref = artifact(name);
      return ref === null ? null : asBlob(name, ref);
    },
    tree: (name): TreeRef => {
      const ref = artifact(name);
      if (ref?.kind !== 'tree') throw wrong(name, 'tree');
      return ref;
    },
    base: () => {
      const input = Object.values(inputs).find((one) => one.kind === 'base');
      if (input === undefined) throw wrong('base', 'base');
      return input.base;
    },
    production: () => {
      const input = Object.values(inputs).find((one) => one.kind === 'production');
      if (input === undefined) throw wrong('production', 'production');
      return input.version;
    },
    sealer: () => {
      const input = Object.values(inputs).find((one) => one.kind === 'sealer');
      if (input === undefined) throw wrong('mask_key', 'sealer');
      return input.sealer;
    },
  };
}

function asBlob(name: string, ref: ArtifactRef | null): BlobRef {
  if (ref?.kind !== 'blob') throw wrong(name, 'blob');
  return ref;
}

function wrong(name: string, kind: string): TouchstoneError {
  return new TouchstoneError('INTERNAL', { params: { detail: `the stage has no ${kind} input "${name}"` } });
}
