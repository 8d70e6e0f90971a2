"use strict";
// The live table. A full reading comes from /symbols/state, single decisions from /stream; where the stream is down, the full
// reading is polled instead. Changes are gathered and drawn a few times a second, so that many symbols cost little.

const DRAW_MS = 250, POLL_MS = 3000, OVERVIEW_MS = 5000, REREAD_MS = 30000, RATE_WINDOW_S = 5, TRAIL = 48;
const STATES = ["PASS", "DERISK", "BLOCK", "WARMUP"];
const $ = (id) => document.getElementById(id);

const rows = new Map();
const dirty = new Set();
const arrivals = [];
let sort = { key: "symbol", down: false };
let chosen = null;
let search = "";
let streaming = false;
let deskKnown = "";
let loaded = false;
let reorder = false;

const shown = (format) => (value) => (value === null || value === undefined ? "–" : format.format(value));
const price = shown(new Intl.NumberFormat("en", { minimumSignificantDigits: 6, maximumSignificantDigits: 6 }));
const fixed = (digits) =>
  shown(new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }));
const fixed3 = fixed(3), fixed2 = fixed(2);
const size = shown(new Intl.NumberFormat("en", { maximumSignificantDigits: 6 }));
const halfWidth = (interval) => (interval.upper - interval.lower) / (interval.upper + interval.lower);
const when = (iso) => (iso ? iso.slice(0, 16).replace("T", " ") : "–");

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

// Only rows in sight are drawn; the others at once when they come into it, so that no empty row is ever seen.
const byElement = new WeakMap();
const sight = new IntersectionObserver((entries) => entries.forEach((entry) => {
  const row = byElement.get(entry.target);
  row.seen = entry.isIntersecting;
  if (row.seen) {
    draw(row);
    dirty.delete(row);
  }
}), { rootMargin: "300px" });

function makeRow(symbol) {
  const tr = element("tr");
  const cell = (name, label, className) => {
    const td = element("td", className ? `${name} ${className}` : name);
    if (label) td.dataset.label = label;
    tr.append(td);
    return td;
  };
  const link = element("a", "", symbol);
  link.href = `/symbols/${encodeURIComponent(symbol)}/state`;
  cell("symbol").append(link);
  const chip = element("span", "chip");
  cell("state").append(chip);
  const kappa = element("div", "kappa");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${TRAIL - 1} 20`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const value = element("span");
  svg.append(path);
  kappa.append(svg, value);
  cell("trust", "kappa-plus", "num").append(kappa);
  const cells = {
    coverage: cell("coverage", "coverage", "num"),
    close: cell("close", "close", "num"),
    interval: cell("interval", "interval", "num"),
    notional: cell("notional", "notional", "num"),
    reasons: cell("reasons"),
    when: cell("when", "last bar", "num"),
  };
  const row = { symbol, tr, chip, path, value, cells, data: {}, trail: [], reread: 0, seen: false };
  byElement.set(tr, row);
  sight.observe(tr);
  return row;
}

function accept(data) {
  let row = rows.get(data.symbol);
  if (!row) {
    row = makeRow(data.symbol);
    rows.set(data.symbol, row);
    reorder = true;
  }
  if (data.seq < row.data.seq) return;
  const news = data.seq !== row.data.seq;
  if (row.data.state && row.data.state !== data.state) {
    row.tr.classList.remove("changed");
    row.flash = true;
    reorder = reorder || chosen !== null || sort.key === "state";
  }
  row.data = { ...row.data, ...data };
  if (news && typeof data.kappa_plus === "number") {
    row.trail.push(data.kappa_plus);
    if (row.trail.length > TRAIL) row.trail.shift();
  }
  dirty.add(row);
}

function trailPath(trail) {
  // kappa-plus lives in about [0.4, 1]; what lies below is drawn at the floor
  const y = (v) => (19 - 18 * Math.min(1, Math.max(0, (v - 0.4) / 0.6))).toFixed(1);
  return trail.map((v, i) => `${i ? "L" : "M"}${TRAIL - trail.length + i} ${y(v)}`).join("");
}

function draw(row) {
  const d = row.data, c = row.cells;
  row.chip.textContent = d.state;
  row.chip.className = `chip ${d.state}`;
  row.value.textContent = fixed3(d.kappa_plus);
  row.path.setAttribute("d", trailPath(row.trail));
  c.coverage.textContent = fixed3(d.coverage_ema);
  c.coverage.classList.toggle("low", typeof d.coverage_ema === "number" && d.coverage_ema < 0.85);
  c.close.textContent = price(d.close);
  if (d.interval) {
    const half = ` ±${fixed2(100 * halfWidth(d.interval))}%`;
    const ends = element("span", "", `${price(d.interval.lower)} – ${price(d.interval.upper)}`);
    ends.append(element("small", "", half));
    c.interval.replaceChildren(ends);
  } else {
    c.interval.textContent = "–";
  }
  c.notional.textContent = size(d.notional);
  c.reasons.replaceChildren(...(d.block_reasons || []).map((reason) => element("span", "why", reason)));
  c.when.textContent = when(d.bar_ts);
  if (row.flash) {
    row.flash = false;
    requestAnimationFrame(() => row.tr.classList.add("changed"));
  }
}

const sortValue = (row) => {
  const d = row.data;
  if (sort.key === "state") return STATES.indexOf(d.state);
  if (sort.key === "width") return d.interval ? halfWidth(d.interval) : null;
  return d[sort.key] ?? null;
};

function compare(a, b) {
  const x = sortValue(a), y = sortValue(b);
  let order = 0;
  if (x === null || y === null) order = (x === null) - (y === null);
  else if (x < y) order = -1;
  else if (x > y) order = 1;
  if (sort.down) order = -order;
  return order || (a.symbol < b.symbol ? -1 : 1);
}

function place() {
  const fitting = [...rows.values()]
    .filter((row) => (!chosen || row.data.state === chosen) && row.symbol.toLowerCase().includes(search))
    .sort(compare);
  $("rows").replaceChildren(...fitting.map((row) => row.tr));
  $("table").hidden = fitting.length === 0;
  $("empty").hidden = rows.size > 0 || !loaded;
  $("nothing").hidden = rows.size === 0 || fitting.length > 0;
  reorder = false;
}

function drawAll() {
  if (document.hidden) return;
  dirty.forEach((row) => {
    if (row.seen) {
      draw(row);
      dirty.delete(row);
    }
  });
  if (reorder) place();
  const counts = Object.fromEntries(STATES.map((state) => [state, 0]));
  rows.forEach((row) => { counts[row.data.state] += 1; });
  document.querySelectorAll(".tile").forEach((tile) => { tile.firstChild.textContent = counts[tile.dataset.state]; });
  const since = Date.now() - RATE_WINDOW_S * 1000;
  while (arrivals.length && arrivals[0] < since) arrivals.shift();
  const rate = arrivals.length / RATE_WINDOW_S;
  $("rate").textContent = streaming ? (rate < 10 ? rate.toFixed(1) : Math.round(rate)) : "–";
}

function link(kind, text) {
  $("link").className = `link ${kind}`;
  $("link").textContent = text;
}

function banner(text) {
  $("banner").hidden = !text;
  $("banner").textContent = text;
}

async function fetchJson(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail || response.statusText);
  return body;
}

async function readAll() {
  try {
    const all = await fetchJson("/symbols/state");
    all.symbols.forEach(accept);
    if (!loaded) reorder = true;
    loaded = true;
    if (!streaming) link("", "polling");
  } catch (failure) {
    if (!streaming) link("down", "no connection");
  }
  if (reorder) drawAll();
}

async function overview() {
  try {
    const state = await fetchJson("/state");
    const desk = state.desk_hold;
    $("node").textContent = state.node;
    $("profile").textContent = state.profile;
    $("desk").textContent = !desk.known ? "unknown" : desk.held ? "held" : "free";
    $("desk").className = `chip ${desk.held ? "held" : "free"}`;
    banner(!desk.held ? "" : desk.known ? `The desk holds every symbol: ${desk.reason} (${desk.by})`
      : "This node does not know the desk: every symbol is held.");
    const seen = JSON.stringify([desk.held, desk.known]);
    if (deskKnown && seen !== deskKnown) readAll();
    deskKnown = seen;
  } catch (failure) {
    banner(`The node does not answer: ${failure.message}`);
  }
}

/** A decision that outlives its bar is BLOCK: the node says so when asked, so it is asked when the time comes. */
function rereadExpired() {
  const now = Date.now();
  rows.forEach((row) => {
    const d = row.data;
    if (!d.valid_until || d.stale || now < Date.parse(d.valid_until) || now - row.reread < POLL_MS) return;
    row.reread = now;
    fetchJson(`/symbols/${encodeURIComponent(row.symbol)}/state`).then(accept, () => {});
  });
}

function listen() {
  const source = new EventSource("/stream");
  source.onopen = () => {
    streaming = true;
    link("live", "live");
    readAll();
  };
  source.onerror = () => {
    streaming = false;
    link("down", "reconnecting");
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, POLL_MS);
  };
  source.addEventListener("decision", (event) => {
    arrivals.push(Date.now());
    accept(JSON.parse(event.data));
  });
}

document.querySelectorAll(".tile").forEach((tile) => tile.addEventListener("click", () => {
  chosen = chosen === tile.dataset.state ? null : tile.dataset.state;
  document.querySelectorAll(".tile").forEach((other) =>
    other.setAttribute("aria-pressed", String(other.dataset.state === chosen)));
  place();
}));
document.querySelectorAll("th[data-key]").forEach((th) => th.querySelector("button").addEventListener("click", () => {
  sort = { key: th.dataset.key, down: sort.key === th.dataset.key && !sort.down };
  document.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
  th.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
  place();
}));
$("search").addEventListener("input", () => {
  search = $("search").value.trim().toLowerCase();
  place();
});
$("origin").textContent = location.host;

overview();
readAll();
listen();
setInterval(drawAll, DRAW_MS);
setInterval(overview, OVERVIEW_MS);
setInterval(rereadExpired, 1000);
setInterval(() => { if (!streaming) readAll(); }, POLL_MS);
setInterval(() => { if (streaming) readAll(); }, REREAD_MS);
