import { type Branches, branchesOf } from './branches.ts';
import type { CompletedCommand } from './tree.ts';

/** Bash: the words so far are walked along the tree of commands. `=` comes as a word of its own. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const { steps, values, words } = branchesOf(commands, {
    choice: (choices) => `COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$cur"))`,
    file: '_touchstone_paths -f "$cur"',
    directory: '_touchstone_paths -d "$cur"',
    anything: 'COMPREPLY=()',
  } satisfies Branches);
  return `# bash completion of touchstone: source <(touchstone completion bash)
_touchstone_paths() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY+=($(compgen "$1" -- "$2"))
}
_touchstone() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} at='' known='' files='' i
  COMPREPLY=()
  if [[ $cur == '=' ]]; then cur=''; elif [[ $prev == '=' ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at:\${COMP_WORDS[i]}" in
      ${steps}) at="\${at:+$at }\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at:$prev" in
${values}
  esac
  case "$at" in
${words}
  esac
  COMPREPLY=($(compgen -W "$known" -- "$cur"))
  if [[ -n $files && $cur != -* ]]; then _touchstone_paths -f "$cur"; fi
}
complete -F _touchstone touchstone
`;
}
