import type { Message } from '../../pipeline/contracts/record.ts';
import type { TurnStyle } from './form.ts';

type Role = Message['role'];

/** Roles by the names that files use; `developer` is the newer name of `system`, `observation` what a tool answered. */
const ROLES: ReadonlyMap<unknown, Role> = new Map<unknown, Role>([
  ['system', 'system'],
  ['developer', 'system'],
  ['user', 'user'],
  ['human', 'user'],
  ['assistant', 'assistant'],
  ['gpt', 'assistant'],
  ['chatgpt', 'assistant'],
  ['bot', 'assistant'],
  ['model', 'assistant'],
  ['function_call', 'assistant'],
  ['tool', 'tool'],
  ['function', 'tool'],
  ['observation', 'tool'],
  ['function_response', 'tool'],
]);

const SHAREGPT: Readonly<Record<Role, string>> = {
  system: 'system',
  user: 'human',
  assistant: 'gpt',
  tool: 'tool',
};

/** The role that a file means by a name, or undefined. */
export function roleOf(name: unknown): Role | undefined {
  return ROLES.get(name);
}

/** The name that is usual for a role. */
export function usualName(role: Role, style: TurnStyle): string {
  return style === 'role' ? role : SHAREGPT[role];
}
