/* Cards of the shortlist can be dragged; the choice and the button on each card do the same without a mouse. */
"use strict";

(() => {
  let dragged = null;
  const columnOf = (event) => event.target.closest(".board-column[data-state]");

  for (const form of document.querySelectorAll(".board-card .board-move")) {
    const card = form.closest(".board-card");
    card.draggable = true;
    card.addEventListener("dragstart", (event) => {
      dragged = form;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", card.querySelector("h3").textContent);
      card.classList.add("dragged");
    });
    card.addEventListener("dragend", () => {
      card.classList.remove("dragged");
      for (const column of document.querySelectorAll(".board-column.over")) column.classList.remove("over");
      dragged = null;
    });
  }

  document.addEventListener("dragover", (event) => {
    const column = dragged && columnOf(event);
    for (const other of document.querySelectorAll(".board-column")) other.classList.toggle("over", other === column);
    if (column) event.preventDefault();
  });

  document.addEventListener("drop", (event) => {
    const column = dragged && columnOf(event);
    if (!column) return;
    event.preventDefault();
    const choice = dragged.elements.state;
    if (choice.value === column.dataset.state) return;
    choice.value = column.dataset.state;
    dragged.requestSubmit();
  });
})();
