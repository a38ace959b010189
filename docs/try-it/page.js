// Loads Pyodide and the wheels beside this page, hands the form to answers.py and shows what comes back.
// Whatever is loaded lies beside this page: nothing is asked of another server, and nothing is sent.

const base = document.currentScript.src;
const here = (path) => new URL(path, base);
const the = (id) => document.getElementById(id);
const changed = {}; // what the reader ticked (true) or unticked (false), by skill
let ask; // answers a question, once the library is loaded
let listed; // the roles whose skills are listed

// A failure of which the page can say what would mend it.
class Refusal extends Error {}

function say(text, failed = false) {
  the("status").textContent = text;
  the("status").classList.toggle("failed", failed);
}

// Lets the browser show what was said before Python keeps it busy.
const shown = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

async function fetched(path, method = "GET") {
  const answer = await fetch(here(path), { method }).catch(() => null);
  if (!answer?.ok) throw new Refusal(`The file ${path} is missing beside this page, so the library cannot run here. ` +
    "Whoever builds the documentation can add it; the how-to on the browser page says how.");
  return answer;
}

async function load() {
  if (location.protocol === "file:") throw new Refusal("Opened as a file, this page may not load Python. " +
    "Serve the folder of the documentation, for example with python -m http.server, and open it from there.");
  if (typeof WebAssembly !== "object") throw new Refusal("This browser has no WebAssembly, or has it switched off, so Python cannot run in it.");
  say("Step 1 of 3: loading rolepath and what it needs, attrs and cattrs, less than 1 MB.");
  const { wheels } = await (await fetched("packages.json")).json();
  const packages = await Promise.all(wheels.map(async (wheel) => (await fetched(`wheels/${wheel}`)).arrayBuffer()));
  const source = await (await fetched("answers.py")).text();
  // Pyodide waits for ever for what is missing.
  for (const file of ["pyodide.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip"]) await fetched(`pyodide/${file}`, "HEAD");
  say("Step 2 of 3: loading Python for browsers (Pyodide), some 13 MB. " +
    "The first time this takes a while; afterwards your browser has it at hand.");
  const { loadPyodide } = await import(here("pyodide/pyodide.mjs"));
  const python = await loadPyodide();
  const folder = python.runPython("import site; site.getsitepackages()[0]");
  for (const wheel of packages) python.unpackArchive(wheel, "zip", { extractDir: folder });
  say("Step 3 of 3: starting the library.");
  await shown();
  python.runPython(source);
  const answer = python.globals.get("answer");
  return { choices: JSON.parse(python.globals.get("choices")()), ask: (question) => JSON.parse(answer(JSON.stringify(question))) };
}

function offer(select, value, label) {
  select.add(new Option(label, value));
}

function listSkills(skills) {
  const boxes = skills.map(({ id, label, held }) => {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value: id, checked: held });
    const line = document.createElement("label");
    line.append(box, ` ${label}`);
    return line;
  });
  the("skills").replaceChildren(the("skills").firstElementChild, ...boxes);
  filter();
}

function filter() {
  const wanted = the("filter").value.trim().toLowerCase();
  for (const line of the("skills").querySelectorAll("label")) line.hidden = !line.textContent.toLowerCase().includes(wanted);
}

function update() {
  if (!the("question").checkValidity()) {
    say("Hours a week is a whole number from 1 to 168.", true);
    return;
  }
  const question = {
    origin: the("origin").value || null,
    target: the("target").value,
    level: the("level").value || null,
    hours: the("hours").valueAsNumber,
    changed,
  };
  let answer;
  try {
    answer = ask(question);
  } catch (error) {
    say(`There is no answer, since something broke: ${error.message}. Load the page again.`, true);
    return;
  }
  if (answer.refused) {
    say(`There is no answer: ${answer.refused}`, true);
    return;
  }
  const asked = `${question.origin} ${question.target} ${question.level}`;
  if (asked !== listed) listSkills(answer.skills); // else the boxes stay, and so does the focus
  listed = asked;
  const held = answer.skills.filter((skill) => skill.held).length;
  the("count").textContent = `Skills: ${held} of the ${answer.skills.length} that the role asks for are ticked`;
  for (const part of ["gap", "plan", "pay"]) the(part).innerHTML = answer[part]; // the library escapes what it shows
  say(answer.told);
}

async function start() {
  the("start").disabled = true;
  try {
    const loaded = await load();
    ask = loaded.ask;
    for (const { id, label } of loaded.choices.roles) {
      offer(the("origin"), id, label);
      offer(the("target"), id, label);
    }
    for (const level of loaded.choices.levels) offer(the("level"), level, level);
    the("origin").selectedIndex = 1;
    the("target").selectedIndex = 1;
    update();
  } catch (error) {
    the("start").disabled = false;
    say(error instanceof Refusal ? error.message : `The library could not be started in this browser: ${error.message}`, true);
    return;
  }
  the("start").hidden = true;
  the("question").hidden = the("answer").hidden = false;
  the("origin").focus();
}

the("start").addEventListener("click", start);
the("question").addEventListener("submit", (event) => event.preventDefault());
the("filter").addEventListener("input", filter);
the("question").addEventListener("change", ({ target }) => {
  if (target.type === "checkbox") changed[target.value] = target.checked;
  if (target !== the("filter")) update();
});
