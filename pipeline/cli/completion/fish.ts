import type { CompletedCommand, CompletedOption } from './tree.ts';

/** Fish: one line for each command and option, offered where the words so far lead to its command. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  const steps = commands.flatMap(({ path, commands: inner }) =>
    inner.map(({ name }) => quoted(`${path}:${name}`)),
  );
  const lines = commands.flatMap(({ path, commands: inner, options, takesFiles }) => {
    const here = `complete -c touchstone -n ${quoted(`__touchstone_at ${path === '' ? "''" : `"${path}"`}`)}`;
    return [
      ...inner.map(({ name, description }) => `${here} -f -a ${name} -d ${quoted(description)}`),
      ...options.map((option) => `${here} ${optionWords(option)}`),
      ...(takesFiles ? [`${here} -F`] : []),
    ];
  });
  return `# fish completion of touchstone: touchstone completion fish | source
function __touchstone_at
    set -l at ''
    for word in (commandline -opc)[2..-1]
        if contains -- "$at:$word" ${steps.join(' ')}
            set at (string trim -- "$at $word")
        end
    end
    test "$at" = "$argv[1]"
end
complete -c touchstone -f
${lines.join('\n')}
`;
}

function optionWords({ flag, description, wanted }: CompletedOption): string {
  const words = `-l ${flag.replace(/^--/, '')} -d ${quoted(description)}`;
  if (wanted.kind === 'nothing') return words;
  if (wanted.kind === 'choice') return `${words} -x -a ${quoted(wanted.choices.join(' '))}`;
  if (wanted.kind === 'file' || wanted.kind === 'directory') return `${words} -r -F`;
  return `${words} -x`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
