/**
 * `ask-runs.ts URL`: asks for the list of runs again and again, as a client in a process of its own, until its standard
 * input ends; then prints the seconds that each answer took, as JSON.
 */
const [url] = process.argv.slice(2);
let asked = true;
process.stdin.resume().once('end', () => {
  asked = false;
});
const answers: number[] = [];
while (asked) {
  const start = performance.now();
  await (await fetch(`${url}/v1/runs`)).arrayBuffer();
  answers.push((performance.now() - start) / 1000);
  await new Promise((resolve) => setTimeout(resolve, 50));
}
console.log(JSON.stringify(answers));
