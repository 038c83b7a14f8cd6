/* Small comforts on top of pages that work without them: keys in the match list, closing menus, unsaved changes. */
"use strict";

(() => {
  const find = () => [...document.querySelectorAll("[data-row]")]; // live search puts other rows in their place
  let here = -1;

  const show = (index) => {
    const rows = find();
    here = Math.max(0, Math.min(index, rows.length - 1));
    const link = rows[here].querySelector("[data-open]");
    link.focus();
    rows[here].scrollIntoView({ block: "nearest" });
  };

  const press = (key) => {
    const row = find()[here];
    const button = row ? row.querySelector(`[data-key="${key}"]`) : null;
    if (button) button.click();
  };

  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (!find().length || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "j") show(here + 1);
    else if (event.key === "k") show(here - 1);
    else if ("sxd".includes(event.key)) press(event.key);
    else return;
    event.preventDefault();
  });

  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) here = find().indexOf(row);
  });

  const closable = () => document.querySelectorAll("details.menu[open], details.decision[open], details.share-with[open]");
  document.addEventListener("click", (event) => {
    for (const details of closable()) if (!details.contains(event.target)) details.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const details of closable()) {
      details.open = false;
      details.querySelector("summary").focus();
    }
  });

  for (const form of document.querySelectorAll("form[data-guard]")) {
    let changed = false;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => {
      changed = false;
      const button = form.querySelector("button:not([type=button])");
      if (button) button.setAttribute("aria-busy", "true");
    });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }

  for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy);
      text.select();
      await navigator.clipboard.writeText(text.value);
      const said = button.parentElement.querySelector("[data-said]");
      said.textContent = said.dataset.said;
    });
  }

  const count = () => {
    const told = document.querySelector("[data-count]"); // live search puts another in its place
    const chosen = document.querySelectorAll("[data-pick]:checked").length;
    if (told) told.textContent = chosen ? ` (${chosen})` : "";
    const withWhom = document.querySelector("[data-names]");
    const people = [...document.querySelectorAll("[data-person]:checked")].map((box) => box.parentElement.textContent.trim());
    if (withWhom) withWhom.textContent = people.join(", ") || withWhom.dataset.names;
  };
  document.addEventListener("change", (event) => { if (event.target.matches("[data-pick], [data-person]")) count(); });
  count();

  for (const select of document.querySelectorAll(".filters select")) {
    select.addEventListener("change", () => select.form.requestSubmit());
  }
  for (const box of document.querySelectorAll(".filters input[type=checkbox]")) {
    box.addEventListener("change", () => box.form.requestSubmit());
  }

  const live = document.querySelector("[data-live]");
  const renew = async () => {
    const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
    const page = answer && answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const fresh = page && page.querySelector("[data-live]");
    if (fresh && fresh.innerHTML !== live.innerHTML) live.innerHTML = fresh.innerHTML;
    if (!fresh || fresh.dataset.live) setTimeout(renew, Number(live.dataset.live));
  };
  if (live && live.dataset.live) setTimeout(renew, Number(live.dataset.live));

  const problem = document.querySelector("[role=alert][tabindex]");
  if (problem) problem.focus();
})();
