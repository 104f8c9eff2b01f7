import { type Branches, branchesOf } from './branches.ts';
import type { CompletedCommand } from './tree.ts';

/** Zsh: works where it is sourced, and as a file `_touchstone` in a folder of `fpath`. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  const { steps, values, words } = branchesOf(commands, {
    choice: (choices) => `compadd -- ${choices.join(' ')}`,
    file: '_files',
    directory: '_files -/',
    anything: ':',
  } satisfies Branches);
  return `#compdef touchstone
# zsh completion of touchstone: source <(touchstone completion zsh)
_touchstone() {
  local at='' known='' files='' i prev=\${words[CURRENT-1]}
  if [[ $PREFIX == --*=* ]]; then prev=\${PREFIX%%=*}; compset -P '*='; fi
  for ((i = 2; i < CURRENT; i++)); do
    case "$at:\${words[i]}" in
      ${steps}) at="\${at:+$at }\${words[i]}" ;;
    esac
  done
  case "$at:$prev" in
${values}
  esac
  case "$at" in
${words}
  esac
  compadd -- \${=known}
  if [[ -n $files ]]; then _files; fi
}
if [[ $funcstack[1] == _touchstone ]]; then _touchstone "$@"; else compdef _touchstone touchstone; fi
`;
}
