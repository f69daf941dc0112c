// The search page: asks the index that Pagefind made, and lists what it finds. Nothing is sent anywhere.
const form = document.querySelector("main form");
const input = form.elements.q;
const status = document.getElementById("status");
const results = document.getElementById("results");
const more = document.getElementById("more");
const filters = document.getElementById("filters");
const order = document.getElementById("order");
const selects = [...document.querySelectorAll("[data-filter]")];
const STEP = 20;

let pagefind;
let found = [];
let shown = 0;
let run = 0;

const number = (count) => count.toLocaleString(document.documentElement.lang || "en");

function state() {
  const parameters = new URLSearchParams(location.search);
  input.value = parameters.get("q") ?? "";
  order.value = parameters.get("order") ?? "";
  for (const select of selects) select.value = parameters.get(select.dataset.filter) ?? "";
}

function remember() {
  const parameters = new URLSearchParams();
  if (input.value.trim()) parameters.set("q", input.value.trim());
  if (order.value) parameters.set("order", order.value);
  for (const select of selects) if (select.value) parameters.set(select.dataset.filter, select.value);
  history.replaceState(null, "", `?${parameters}`);
}

// The excerpt marks what was found with <mark>, and escapes all else; it is taken apart rather than trusted.
function excerpt(html) {
  const words = document.createElement("p");
  const source = new DOMParser().parseFromString(html, "text/html").body;
  for (const node of source.childNodes) {
    if (node.nodeName === "MARK") {
      const mark = document.createElement("mark");
      mark.textContent = node.textContent;
      words.append(mark);
    } else {
      words.append(node.textContent);
    }
  }
  return words;
}

function entry(data) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = data.url;
  link.textContent = data.meta.title;
  const said = document.createElement("span");
  said.className = "date";
  said.textContent = [data.meta.date, data.meta.volume].filter(Boolean).join(" · ");
  item.append(link, said, excerpt(data.excerpt));
  return item;
}

async function show() {
  const mine = run;
  const next = found.slice(shown, shown + STEP);
  const data = await Promise.all(next.map((result) => result.data()));
  if (mine !== run) return;
  const first = shown;
  results.append(...data.map(entry));
  shown += next.length;
  more.hidden = shown >= found.length;
  if (first > 0) results.children[first].querySelector("a").focus();
}

async function search() {
  const mine = ++run;
  const query = input.value.trim();
  const chosen = Object.fromEntries(
    selects.filter((select) => select.value).map((select) => [select.dataset.filter, select.value]),
  );
  remember();
  results.replaceChildren();
  more.hidden = true;
  if (!query && !Object.keys(chosen).length) {
    status.textContent = "";
    return;
  }
  status.textContent = "Searching …";
  const options = { filters: chosen };
  if (order.value) options.sort = { day: order.value };
  const answer = await pagefind.search(query || null, options);
  if (mine !== run) return;
  found = answer.results;
  shown = 0;
  status.textContent = found.length === 1 ? "1 document found" : `${number(found.length)} documents found`;
  if (found.length === 0) status.textContent = "Nothing found. Try fewer words, or another spelling.";
  await show();
}

async function start() {
  try {
    pagefind = await import(new URL("pagefind/pagefind.js", import.meta.url));
    await pagefind.init();
  } catch {
    status.textContent = "The search index cannot be loaded.";
    return;
  }
  const known = await pagefind.filters();
  for (const select of selects) {
    for (const [value, count] of Object.entries(known[select.dataset.filter] ?? {}).sort()) {
      select.append(new Option(`${value} (${number(count)})`, value));
    }
  }
  filters.hidden = false;
  status.textContent = "";
  state();
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  more.addEventListener("click", show);
  for (const select of [order, ...selects]) select.addEventListener("change", search);
  if (input.value || selects.some((select) => select.value)) await search();
}

start();
