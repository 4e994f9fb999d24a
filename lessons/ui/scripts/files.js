// A file for the learner: the browser's own download, made of text that the kernel has just sent. It works where the kernel's disk is
// out of reach, and a press always gives what is so at that moment.
function handOver(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
// The files of a learner: an input of files with data-move sends, for each, its name, size and text. What is no text, or more than
// one message to a kernel may hold, goes by name and size alone: the kernel has the words for it.
const MESSAGE = 9_000_000; // characters: a websocket of the server closes at 10 MB
async function sendFiles(input, send) {
  const files = [...input.files], form = { name: [], size: [], text: [] };
  if (!files.length) return;
  const all = files.reduce((sum, file) => sum + file.size, 0);
  for (const file of files) {
    let text = "";
    try {
      if (all <= Number(input.dataset.largest)) text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    } catch { /* no text, or a file that went away: it is told by its name */ }
    form.name.push(file.name);
    form.size.push(String(file.size));
    form.text.push(new Blob([JSON.stringify([...form.text, text])]).size < MESSAGE ? text : "");
  }
  input.value = ""; // the same file can be chosen again
  send(input.dataset.move, form, input);
}
