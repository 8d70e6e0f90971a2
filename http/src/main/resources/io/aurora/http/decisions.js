"use strict";
// The decision loop under the table of symbols: how much is decided and learned, who was chosen lately and to what reward, and the best
// action of the states that were learned most about. Hidden until there is a first decision. Builds on console.js.

const LOOP_MS = 2000, TABLE_MS = 6000, STATES_SHOWN = 12, LATELY = 100;
let before = null;
let loopGone = false;

const share = (part, whole) => (whole ? `${Math.round((100 * part) / whole)} %` : "–");

function figure(id, text) {
  $(id).textContent = text;
}

function showStatus(status) {
  const model = status.model, now = performance.now();
  $("loop").hidden = model.decisions === 0;
  figure("loop-decisions", size(model.decisions));
  figure("loop-episodes", size(model.episodes));
  figure("loop-open", size(model.open_traces));
  figure("loop-epsilon", size(model.epsilon));
  figure("loop-table", `${size(model.q_table_size)} × ${size(model.total_state_action_pairs)}`);
  if (before && now > before.at) {
    const rate = (1000 * (model.decisions - before.decisions)) / (now - before.at);
    figure("loop-rate", rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString("en"));
  }
  before = { at: now, decisions: model.decisions };
  $("loop-health").textContent = status.healthy ? "" : "Not every part of the table answers.";
}

/** Rewards of the last answered decisions from old to new, and who was chosen. */
function showLately(rows) {
  const answered = rows.filter((row) => row.reward !== null).reverse();
  const mean = answered.reduce((sum, row) => sum + row.reward, 0) / answered.length;
  figure("loop-reward", answered.length ? fixed3(mean) : "–");
  const y = (reward) => (19 - 9 * (reward + 1)).toFixed(1);
  $("loop-trail").setAttribute("d", answered.map((row, i) => `${i ? "L" : "M"}${LATELY - answered.length + i} ${y(row.reward)}`).join(""));
  const chosen = new Map();
  answered.forEach((row) => {
    const seen = chosen.get(row.action) || { count: 0, reward: 0, explored: 0 };
    chosen.set(row.action, {
      count: seen.count + 1, reward: seen.reward + row.reward, explored: seen.explored + (row.explored ? 1 : 0),
    });
  });
  const most = [...chosen].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1)).slice(0, STATES_SHOWN);
  $("loop-chosen").replaceChildren(...most.map(([action, seen]) => {
    const tr = element("tr");
    const bar = element("i", "share");
    bar.style.width = `${(100 * seen.count) / answered.length}%`;
    const cell = element("td", "bars");
    cell.append(bar, element("span", "", share(seen.count, answered.length)));
    tr.append(element("td", "symbol", action), cell, element("td", "num", fixed3(seen.reward / seen.count)),
      element("td", "num", size(seen.explored)));
    return tr;
  }));
}

function features(key) {
  const cell = element("td", "features");
  key.split(";").forEach((part) => {
    const cut = part.indexOf("="), value = part.slice(cut + 1);
    if (cut < 0 || value === "none") return;
    const chip = element("span", "why", value);
    chip.title = part.slice(0, cut);
    chip.prepend(element("small", "", `${part.slice(0, cut)} `));
    cell.append(chip);
  });
  return cell;
}

/** The best action of each state: highest value, then fewest tries, then name, as the loop itself chooses. */
function showTable(rows) {
  const states = new Map();
  rows.forEach((row) => {
    const state = states.get(row.state) || { tries: 0, best: null, others: 0 };
    const best = state.best;
    const better = !best || row.q > best.q ||
      (row.q === best.q && (row.tries < best.tries || (row.tries === best.tries && row.action < best.action)));
    states.set(row.state, { tries: state.tries + row.tries, best: better ? row : best, others: state.others + 1 });
  });
  const most = [...states].sort((a, b) => b[1].tries - a[1].tries || (a[0] < b[0] ? -1 : 1)).slice(0, STATES_SHOWN);
  $("loop-states").replaceChildren(...most.map(([key, state]) => {
    const tr = element("tr");
    tr.append(features(key), element("td", "symbol", state.best.action), element("td", "num", fixed3(state.best.q)),
      element("td", "num", share(state.best.tries, state.tries)), element("td", "num", size(state.tries)),
      element("td", "num", size(state.others)));
    return tr;
  }));
}

async function pollLoop() {
  if (document.hidden || loopGone) return;
  try {
    const response = await fetch("/status");
    loopGone = response.status === 404;
    if (!response.ok) return;
    showStatus(await response.json());
    if (!$("loop").hidden) showLately((await fetchJson(`/policies/default/log?newest=true&limit=${LATELY}`)).rows);
  } catch (failure) {
    $("loop-health").textContent = `The decision loop does not answer: ${failure.message}`;
  }
}

/** Whole table, page by page, as far as a page can show it; a large one is met by its first rows only. */
async function pollTable() {
  if (document.hidden || loopGone || $("loop").hidden) return;
  try {
    const page = await fetchJson("/policies/default/table?limit=2000");
    showTable(page.rows);
    $("loop-part").hidden = page.next === null;
  } catch (failure) {
    // told by the other poll
  }
}

pollLoop().then(pollTable);
setInterval(pollLoop, LOOP_MS);
setInterval(pollTable, TABLE_MS);
